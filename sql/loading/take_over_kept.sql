-- take_over_kept: what people added, and the items of earlier leidraden, written from the last warehouse into a new
-- file: the store cannot give them again.
-- Reads: last.* (the last warehouse, attached), gone_calls
insert into cue_items by name select * from last.cue_items;
insert into reviews by name select * from last.reviews where call_id not in (from gone_calls);
insert into assessments by name select * from last.assessments where call_id not in (from gone_calls);
insert into goals by name select * from last.goals;
insert into events by name select * from last.events;
