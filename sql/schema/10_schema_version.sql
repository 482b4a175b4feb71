-- schema_version, sources: what made this file.
-- A change of a table is a new version: the program then writes the warehouse anew from the store.
create table if not exists schema_version (
    version integer not null
);
comment on table schema_version is 'one row: the layout of the tables; another layout is never read or extended';

create table if not exists sources (
    source varchar not null,
    sha256 varchar not null
);
comment on table sources is 'what else than calls was loaded (failures, nights, cue_items, sql), to tell whether it changed';
