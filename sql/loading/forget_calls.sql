-- forget_calls: before calls are loaded again, take away what they had.
-- Reads: loading_calls (call_id, has_other_record), loading_cues (call_id, leidraad_id, leidraad_version)
-- Verdicts of an earlier leidraad stay, no longer current; where the record is another one, their words are not there
-- to point at any more.
delete from calls where call_id in (select call_id from loading_calls);
delete from legs where call_id in (select call_id from loading_calls);
delete from holds where call_id in (select call_id from loading_calls);
delete from speech where call_id in (select call_id from loading_calls);
delete from turn_words where call_id in (select call_id from loading_calls);
delete from tempo where call_id in (select call_id from loading_calls);
delete from silences where call_id in (select call_id from loading_calls);
delete from "overlaps" where call_id in (select call_id from loading_calls);
delete from turn_taking where call_id in (select call_id from loading_calls);
delete from tempo_signals where call_id in (select call_id from loading_calls);
delete from question_ranges where call_id in (select call_id from loading_calls);
delete from moments where call_id in (select call_id from loading_calls);
delete from cue_ranges
where (call_id, leidraad_id, leidraad_version) in (select (call_id, leidraad_id, leidraad_version) from loading_cues);
update cue_ranges set is_current = false
where is_current and call_id in (select call_id from loading_calls);
update cue_ranges set first_word = null, end_word = null, turn_index = null, last_turn_index = null
where call_id in (select call_id from loading_calls where has_other_record);
