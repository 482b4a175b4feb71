-- take_over_kept: the items of earlier leidraden, which the store cannot give again, written into a new file.
-- Reads: last.* (the last warehouse, attached)
insert into cue_items by name select * from last.cue_items;
