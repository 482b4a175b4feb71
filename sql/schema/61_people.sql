-- reviews, goals, assessments, events: what people add. They are not made from calls, so a warehouse that is written
-- anew takes them over from the last one.
-- PII: reviewer, assessor, note, employee_id (pseudonym)
create table if not exists reviews (
    moment_id varchar not null,
    call_id varchar not null,
    rule_version varchar not null,
    reviewer varchar not null,
    verdict varchar not null check (verdict in ('confirm', 'reject', 'misheard', 'wrong_speaker', 'missed')),
    note varchar,
    reviewed_at timestamptz not null
);
comment on table reviews is 'one row a human verdict on a moment; the latest of a moment counts';
comment on column reviews.call_id is 'so that erasing a call erases what was written about it';

create table if not exists goals (
    goal_id varchar not null,
    employee_id varchar not null,
    cue_id varchar,
    description varchar,
    agreed_on date not null,
    ended_on date
);
comment on table goals is 'one row a learning goal that employee and coach agreed';

create table if not exists assessments (
    call_id varchar not null,
    assessor_kind varchar not null check (assessor_kind in ('self', 'coach', 'second_coach')),
    assessor varchar not null,
    cue_id varchar not null,
    verdict varchar not null check (verdict in ('said', 'not_said', 'uncertain', 'not_applicable')),
    note varchar,
    assessed_at timestamptz not null
);
comment on table assessments is 'one row an item of a call assessed by the employee, the coach or a second coach';

create table if not exists events (
    event_id varchar not null,
    kind varchar not null check (kind in ('training', 'other')),
    name varchar not null,
    happened_on date not null,
    team varchar,
    employee_id varchar
);
comment on table events is 'one row a training or other date to compare around; team and employee null: for all';
