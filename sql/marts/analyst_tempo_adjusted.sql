-- analyst_tempo_adjusted
-- Grain: employee_id, team, week_start, measure_version
-- Reads: tempo_adjusted
-- PII:   employee_id (pseudonym)
-- For analysts: speaking tempo per employee and week at one phrase length, with a 95 % interval. Columns are only ever
-- added; see sql/CHANGELOG.md.
-- Longer phrases are spoken faster (Quené 2008); taken out, a week can be set beside another. Weeks with few data are
-- drawn towards the employee's other weeks, employees towards each other. Under a minute of speech there is no rate.
-- is_noticeable is the only flag: below 5 to 10 % nobody hears a difference. No figure to rank people by. Draw no line
-- across a change of measure_version. Frisian and Dutch are pooled.
create or replace view analyst_tempo_adjusted as
select
    employee_id,
    nullif(team, '')                                            as team,
    week_start,
    adjusted_rate,
    low,
    high,
    usual_rate,
    adjusted_rate / usual_rate - 1                              as difference_share,
    is_noticeable,
    reason_code,
    call_count,
    phonation_s / 60                                            as phonation_min,
    measure_version,
    unit_count
from tempo_adjusted;
comment on view analyst_tempo_adjusted is 'one row an employee, team, week and version of the measures';
comment on column analyst_tempo_adjusted.adjusted_rate is 'syllables per second of speech in phrases of 10 syllables; null for reason_code';
comment on column analyst_tempo_adjusted.low is 'lower end of the 95 % interval of adjusted_rate; high is its upper end';
comment on column analyst_tempo_adjusted.difference_share is 'of adjusted_rate to the employee''s usual rate; 0.05 is 5 % faster';
comment on column analyst_tempo_adjusted.is_noticeable is 'differs by 10 % or more, and surely by more than 5 %; null without a rate';
