-- employees: who took part, by pseudonym. Names stay in the private register and never come here.
-- PII: employee_id (pseudonym)
create or replace view employees as
with seen as (
    select employee_id, team, started_at, local_date from calls
    union all
    select legs.employee_id, null, calls.started_at, calls.local_date
    from legs
    inner join calls using (call_id, local_date)
    where legs.employee_id not in ('', calls.employee_id)
)
select
    employee_id,
    arg_max(team, started_at)                                   as team,
    min(local_date)                                             as first_date,
    max(local_date)                                             as last_date
from seen
group by employee_id;
comment on view employees is 'one row an employee who took part in a call';
comment on column employees.team is 'of the latest call with a team';
