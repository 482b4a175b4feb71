-- text: the words of the calls of a reader.
-- Reads: whole.* (the whole warehouse, attached), reader_calls
insert into turn_words by name select * from whole.turn_words where call_id in (from reader_calls);
