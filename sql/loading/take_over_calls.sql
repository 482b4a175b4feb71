-- take_over_calls: write the calls of the last warehouse into a new file.
-- Reads: last.* (the last warehouse, attached), gone_calls, rerecorded_calls
-- Deleting would leave the words in free blocks of the file until something else is written there. So the words of calls
-- that are gone, and of those whose record was replaced, are not taken over in the first place.
insert into calls by name select * from last.calls where call_id not in (from gone_calls);
insert into legs by name select * from last.legs where call_id not in (from gone_calls);
insert into holds by name select * from last.holds where call_id not in (from gone_calls);
insert into speech by name select * from last.speech where call_id not in (from gone_calls);
insert into turn_words by name
select * from last.turn_words
where call_id not in (from gone_calls) and call_id not in (from rerecorded_calls);
insert into tempo by name select * from last.tempo where call_id not in (from gone_calls);
insert into silences by name select * from last.silences where call_id not in (from gone_calls);
insert into "overlaps" by name select * from last."overlaps" where call_id not in (from gone_calls);
insert into turn_taking by name select * from last.turn_taking where call_id not in (from gone_calls);
insert into tempo_signals by name select * from last.tempo_signals where call_id not in (from gone_calls);
insert into question_ranges by name select * from last.question_ranges where call_id not in (from gone_calls);
insert into cue_ranges by name select * from last.cue_ranges where call_id not in (from gone_calls);
insert into moments by name select * from last.moments where call_id not in (from gone_calls);
