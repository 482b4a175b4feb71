-- figures: what was measured in the calls of a reader.
-- Reads: whole.* (the whole warehouse, attached), reader_calls
insert into legs by name select * from whole.legs where call_id in (from reader_calls);
insert into holds by name select * from whole.holds where call_id in (from reader_calls);
insert into speech by name select * from whole.speech where call_id in (from reader_calls);
insert into tempo by name select * from whole.tempo where call_id in (from reader_calls);
insert into silences by name select * from whole.silences where call_id in (from reader_calls);
insert into "overlaps" by name select * from whole."overlaps" where call_id in (from reader_calls);
insert into turn_taking by name select * from whole.turn_taking where call_id in (from reader_calls);
insert into tempo_signals by name select * from whole.tempo_signals where call_id in (from reader_calls);
insert into tempo_adjusted by name
select * from whole.tempo_adjusted
where (employee_id, team) in (select (employee_id, coalesce(team, '')) from calls);
insert into question_ranges by name select * from whole.question_ranges where call_id in (from reader_calls);
insert into cue_ranges by name select * from whole.cue_ranges where call_id in (from reader_calls);
insert into events by name
select * from whole.events
where employee_id is null or employee_id in (select employee_id from calls);
