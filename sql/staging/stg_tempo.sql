-- stg_tempo
-- Grain: call_id, speaker
-- Reads: tempo
-- PII:   none
-- Tempo that may be used: reliable rows, summed over languages.
create or replace view stg_tempo as
select
    call_id, local_date, speaker, syllable_count, phonation_s, turn_s,
    articulation_rate, speaking_rate, nuclei_rate, measure_version
from tempo
where is_reliable and language = 'all';
comment on view stg_tempo is 'one row a call and speaker, where the tempo may be used; other rows are left out';
