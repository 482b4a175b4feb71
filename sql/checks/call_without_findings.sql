-- call_without_findings
-- Severity: warn
-- Reads: calls
-- Nothing was derived from the call yet, or from other words than are stored: `meeluister rescore` mends it.
select call_id from calls where measure_version is null;
