-- reviews, replies, goals, assessments, events, choices: what people add, and what the settings choose.
-- PII: reviewer, assessor, agreed_by, note, description, employee_id (pseudonym)
-- They are loaded whole from the store (`people/`) whenever one of them changed; the warehouse is never their only home.
create table if not exists reviews (
    review_id varchar not null,
    moment_id varchar not null,
    call_id varchar not null,
    kind varchar not null check (kind in ('cue', 'interruption', 'silence', 'tempo')),
    cue_id varchar,
    polarity varchar not null check (polarity in ('top', 'goal')),
    start_s double not null,
    end_s double not null,
    rule_version varchar not null,
    reviewer varchar not null,
    verdict varchar not null check (verdict in ('confirm', 'reject', 'misheard', 'wrong_speaker', 'missed')),
    note varchar,
    reviewed_at timestamptz not null
);
comment on table reviews is 'one row a human verdict on a moment; the latest of a moment counts';
comment on column reviews.moment_id is 'as it was when it was judged; stg_reviews finds it back by overlap after re-scoring';
comment on column reviews.call_id is 'so that erasing a call erases what was written about it';

create table if not exists replies (
    reply_id varchar not null,
    moment_id varchar not null,
    call_id varchar not null,
    employee_id varchar not null,
    note varchar not null,
    replied_at timestamptz not null
);
comment on table replies is 'one row an answer of the employee to a moment of an own call';

create table if not exists goals (
    goal_id varchar not null,
    employee_id varchar not null,
    cue_id varchar,
    description varchar,
    agreed_on date not null,
    ended_on date,
    agreed_by varchar not null
);
comment on table goals is 'one row a learning goal that employee and coach agreed, as it stands now';
comment on column goals.ended_on is 'null while it is worked on';

create table if not exists assessments (
    call_id varchar not null,
    assessor_kind varchar not null check (assessor_kind in ('self', 'coach', 'second_coach')),
    assessor varchar not null,
    cue_id varchar not null,
    verdict varchar not null check (verdict in ('said', 'not_said', 'uncertain', 'not_applicable')),
    note varchar,
    assessed_at timestamptz not null,
    purpose varchar not null check (purpose in ('coaching', 'audit'))
);
comment on table assessments is 'one row an item of a call assessed by the employee, the coach or a second coach';
comment on column assessments.purpose is 'audit: the call was drawn at random, so the program may be measured on it';

create table if not exists events (
    event_id varchar not null,
    kind varchar not null check (kind in ('training', 'baseline', 'other')),
    name varchar not null,
    happened_on date not null,
    team varchar,
    employee_id varchar
);
comment on table events is 'one row a training, a baseline (0-meting) or another date to compare around; team and employee null: for all';

create table if not exists choices (
    moments_per_week integer not null,
    confidence_floor double not null,
    selection_calls integer not null,
    selection_min_s double not null,
    selection_max_s double not null,
    audit_calls integer not null,
    smallest_group integer not null,
    mono_interruptions boolean not null
);
comment on table choices is 'one row: what the settings say of how much a coach is shown and how small a group may be';
