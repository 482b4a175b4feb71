-- tempo_adjusted: the tempo of employees by the week, adjusted for phrase length; computed anew at each publishing.
-- PII: employee_id (pseudonym)
create table if not exists tempo_adjusted (
    employee_id varchar not null,
    team varchar not null,
    week_start date not null,
    measure_version varchar not null,
    call_count integer not null,
    unit_count integer not null,
    phonation_s double not null,
    adjusted_rate double,
    low double,
    high double,
    usual_rate double,
    is_noticeable boolean,
    reason_code varchar
);
comment on table tempo_adjusted is 'one row an employee, team, week and version of the measures; team is empty where none was given';
comment on column tempo_adjusted.adjusted_rate is 'syllables per second in phrases of 10 syllables; null for reason_code';
comment on column tempo_adjusted.usual_rate is 'the employee''s own over all weeks of the version';
comment on column tempo_adjusted.is_noticeable is 'differs from the usual rate by 10 % or more, and surely by more than 5 %';
