-- choose_all: an analyst's and the operations' calls are all calls.
-- Reads: whole.* (the whole warehouse, attached)
insert into reader_calls select call_id from whole.calls;
