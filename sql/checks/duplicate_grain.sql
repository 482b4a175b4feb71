-- duplicate_grain
-- Severity: fail
-- Reads: calls and every table by call
-- What primary keys would forbid, found without an index on every row: what is counted from 0 within a call has as many
-- rows as its last number says, and joint silences, being disjoint, last no longer than the call.
select call_id, 'calls' as found_in, count(*) as row_count from calls group by call_id having count(*) > 1
union all select call_id, 'legs', count(*) from legs group by call_id having count(*) <> max(leg_index) + 1
union all select call_id, 'holds', count(*) from holds group by call_id having count(*) <> max(hold_index) + 1
union all select call_id, 'speech', count(*) from speech group by call_id having count(*) <> max(ipu_index) + 1
union all select call_id, 'turns', count(*) from turn_words group by call_id having count(*) <> max(turn_index) + 1
union all select call_id, 'tempo', count(*) from tempo group by call_id, speaker, language having count(*) > 1
union all select call_id, 'turn_taking', count(*) from turn_taking group by call_id having count(*) > 1
union all
select call_id, 'silences', count(*) from silences
inner join calls using (call_id)
group by call_id having sum(silences.end_s - silences.start_s) > any_value(calls.duration_s) + 1
union all
select call_id, 'current cues', count(*) from cue_ranges
where is_current group by call_id, leg_index, cue_id, occurrence having count(*) > 1
union all
select call_id, 'cues', count(*) from cue_ranges
where not is_current group by call_id, leg_index, cue_id, occurrence, leidraad_id, leidraad_version having count(*) > 1
union all select min(call_id), 'moments', count(*) from moments group by moment_id having count(*) > 1;
