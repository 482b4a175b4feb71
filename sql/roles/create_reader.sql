-- create_reader: whose file is being written, and which calls go into it. Temporary.
create or replace temp table reader (sees_persons boolean, sees_sound boolean, sees_text boolean);
create or replace temp table reader_calls (call_id varchar);
