-- analyst_tempo_weekly
-- Grain: employee_id, team, week_start, measure_version
-- Reads: calls, legs, stg_tempo, tempo_adjusted
-- PII:   employee_id (pseudonym)
-- For analysts: speaking tempo per employee and week. Columns are only ever added; see sql/CHANGELOG.md.
-- What may be trusted: only reliable tempo; rates are pooled, sum over sum, so a long call weighs more than a short
-- one; calls in which a second employee took part are left out, for the agent's tempo is then of two people. Frisian
-- and Dutch are pooled; where their mix changes, look at the languages apart. A team change splits the week; draw no
-- line across a change of measure_version. No figure to rank people by: longer phrases are spoken faster, which only an
-- adjusted rate takes out; differences under 5 % cannot be heard (Quené 2007, J. of Phonetics 35(3)).
-- adjusted_rate, low and high stand in analyst_tempo_adjusted, with what they rest on.
create or replace view analyst_tempo_weekly as
with shared as (
    select distinct legs.call_id, legs.local_date
    from legs
    inner join calls using (call_id, local_date)
    where legs.kind in ('main', 'transfer') and legs.employee_id not in ('', calls.employee_id)
),
agent as (
    select
        calls.call_id, calls.local_date, calls.employee_id, calls.team,
        tempo.syllable_count, tempo.phonation_s, tempo.measure_version
    from stg_tempo as tempo
    inner join calls using (call_id, local_date)
    anti join shared using (call_id, local_date)
    where tempo.speaker = 'agent'
),
paired as (
    select
        agent.call_id, agent.local_date, agent.employee_id, agent.team, agent.syllable_count, agent.phonation_s,
        agent.measure_version,
        citizen.syllable_count                                  as citizen_syllable_count,
        citizen.phonation_s                                     as citizen_phonation_s
    from agent
    left join stg_tempo as citizen
        on citizen.call_id = agent.call_id and citizen.local_date = agent.local_date and citizen.speaker = 'citizen'
),
weekly as (
    select
        employee_id,
        team,
        date_trunc('week', local_date)::date                        as week_start,
        count(*)                                                    as call_count,
        sum(phonation_s) / 60                                       as phonation_min,
        sum(syllable_count) / nullif(sum(phonation_s), 0)           as articulation_rate,
        sum(syllable_count) filter (where citizen_phonation_s > 0)
        / nullif(sum(phonation_s) filter (where citizen_phonation_s > 0), 0)
        - sum(citizen_syllable_count) / nullif(sum(citizen_phonation_s), 0)             as difference_to_citizen,
        measure_version,
        sum(syllable_count)                                         as syllable_count,
        count(*) filter (where citizen_phonation_s > 0)             as paired_call_count
    from paired
    group by employee_id, team, week_start, measure_version
)
select
    weekly.employee_id, weekly.team, weekly.week_start, weekly.call_count, weekly.phonation_min,
    weekly.articulation_rate, adjusted.adjusted_rate, adjusted.low, adjusted.high,
    weekly.difference_to_citizen, weekly.measure_version, weekly.syllable_count, weekly.paired_call_count
from weekly
left join tempo_adjusted as adjusted
    on adjusted.employee_id = weekly.employee_id and adjusted.team = coalesce(weekly.team, '')
    and adjusted.week_start = weekly.week_start and adjusted.measure_version = weekly.measure_version;
comment on view analyst_tempo_weekly is 'one row an employee, team, week and version of the measures';
comment on column analyst_tempo_weekly.week_start is 'Monday of the week, by the local date of the call';
comment on column analyst_tempo_weekly.call_count is 'calls of one employee with reliable tempo';
comment on column analyst_tempo_weekly.phonation_min is 'minutes of the employee''s speech without pauses: what the rate rests on';
comment on column analyst_tempo_weekly.articulation_rate is 'syllables per second of speech without pauses, pooled over the calls';
comment on column analyst_tempo_weekly.adjusted_rate is 'at one phrase length, see analyst_tempo_adjusted; null with too little speech';
comment on column analyst_tempo_weekly.difference_to_citizen is 'pooled over calls where both are reliable; above 0 the employee speaks faster';
