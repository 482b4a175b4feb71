-- legs, holds: the parts of a call.
-- PII: employee_id (pseudonym)
create table if not exists legs (
    call_id varchar not null,
    local_date date not null,
    leg_index integer not null,
    employee_id varchar not null,
    start_s double not null,
    end_s double not null,
    kind varchar not null check (kind in ('main', 'transfer', 'consult', 'prompt'))
);
comment on table legs is 'one row an employee''s part of a call; every call has at least one';
comment on column legs.employee_id is 'pseudonym; empty where no employee speaks';

create table if not exists holds (
    call_id varchar not null,
    local_date date not null,
    hold_index integer not null,
    start_s double not null,
    end_s double not null,
    is_announced boolean not null
);
comment on table holds is 'one row a stretch in which the citizen waits out of the conversation; nothing the citizen says in it is kept';
comment on column holds.is_announced is 'the agent said so before';
