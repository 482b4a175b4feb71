-- create_gone: calls that a new file leaves out, and calls whose words it leaves out. Temporary.
create or replace temp table gone_calls (call_id varchar);
create or replace temp table rerecorded_calls (call_id varchar);
