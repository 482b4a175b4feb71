-- cue_of_unknown_item
-- Severity: warn
-- Reads: cue_ranges, cue_items
-- A verdict needs the item of its leidraad for its name; without, coaches read the bare id.
select cue_id, leidraad_id, leidraad_version, count(*) as row_count
from cue_ranges
anti join cue_items using (cue_id, leidraad_id, leidraad_version)
group by all;
