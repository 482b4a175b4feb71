-- create_loading: the calls of a chunk that are loaded again, and the leidraden they are scored on. Temporary.
create or replace temp table loading_calls (call_id varchar, has_other_record boolean);
create or replace temp table loading_cues (call_id varchar, leidraad_id varchar, leidraad_version integer);
