-- duplicate_grain
-- Severity: fail
-- Reads: calls and every table by call
-- What primary keys would forbid; one look a night costs less than indexes on every row.
select call_id, 'calls' as found_in, count(*) as row_count from calls group by call_id having count(*) > 1
union all select call_id, 'legs', count(*) from legs group by call_id, leg_index having count(*) > 1
union all select call_id, 'holds', count(*) from holds group by call_id, hold_index having count(*) > 1
union all select call_id, 'speech', count(*) from speech group by call_id, ipu_index having count(*) > 1
union all select call_id, 'turns', count(*) from turn_words group by call_id, turn_index having count(*) > 1
union all select call_id, 'tempo', count(*) from tempo group by call_id, speaker, language having count(*) > 1
union all select call_id, 'silences', count(*) from silences group by call_id, start_s having count(*) > 1
union all
select call_id, 'current cues', count(*) from cue_ranges
where is_current group by call_id, leg_index, cue_id, occurrence having count(*) > 1
union all
select call_id, 'cues', count(*) from cue_ranges
group by call_id, leg_index, cue_id, occurrence, leidraad_id, leidraad_version having count(*) > 1
union all select min(call_id), 'moments', count(*) from moments group by moment_id having count(*) > 1;
