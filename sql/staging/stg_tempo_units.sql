-- stg_tempo_units
-- Grain: call_id
-- Reads: calls, legs, speech, stg_tempo
-- PII:   employee_id (pseudonym)
-- Sums over the stretches of the agent's speech, for the tempo adjusted for phrase length. A table, made once a night.
-- Only calls of one employee with reliable tempo; only stretches of 3 syllables or more at a rate that a person can
-- speak (1.5 to 12 a second): in others words were laid beside the sound.
create or replace table stg_tempo_units as
with shared as (
    select distinct legs.call_id, legs.local_date
    from legs
    inner join calls using (call_id, local_date)
    where legs.kind in ('main', 'transfer') and legs.employee_id not in ('', calls.employee_id)
),
units as (
    select
        call_id, local_date, phonation_s,
        ln(syllable_count)                                      as log_length,
        ln(syllable_count / phonation_s)                        as log_rate
    from speech
    where speaker = 'agent' and syllable_count >= 3 and phonation_s > 0
      and syllable_count / phonation_s between 1.5 and 12
)
select
    calls.employee_id,
    coalesce(calls.team, '')                                    as team,
    date_trunc('week', calls.local_date)::date                  as week_start,
    tempo.measure_version,
    units.call_id,
    count(*)                                                    as unit_count,
    sum(units.phonation_s)                                      as phonation_s,
    sum(units.log_length)                                       as length_sum,
    sum(units.log_rate)                                         as rate_sum,
    sum(units.log_length * units.log_length)                    as length_square_sum,
    sum(units.log_length * units.log_rate)                      as product_sum,
    sum(units.log_rate * units.log_rate)                        as rate_square_sum
from units
inner join stg_tempo as tempo
    on tempo.call_id = units.call_id and tempo.local_date = units.local_date and tempo.speaker = 'agent'
inner join calls on calls.call_id = units.call_id and calls.local_date = units.local_date
anti join shared on shared.call_id = units.call_id and shared.local_date = units.local_date
group by all;
