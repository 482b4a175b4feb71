-- create_items: the leidraden whose items are loaded. Temporary.
create or replace temp table loading_items (leidraad_id varchar, leidraad_version integer);
