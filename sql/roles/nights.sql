-- nights: what the program did, for operations.
-- Reads: whole.* (the whole warehouse, attached)
insert into nights by name select * from whole.nights;
insert into failures by name select * from whole.failures;
