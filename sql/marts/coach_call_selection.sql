-- coach_call_selection
-- Grain: call_id, purpose
-- Reads: stg_chosen_calls, calls
-- PII:   employee_id (pseudonym)
-- For coaches: which calls to assess. Columns are only ever added; see sql/CHANGELOG.md.
-- `coaching`: a few per employee and month with enough content, spread over topics, days and languages, that no coach
-- assessed yet. `audit`: drawn at random per team and month, flags or no flags; only these say how often the program is
-- right, so assess them without looking at its verdicts first.
create or replace view coach_call_selection as
select
    chosen.call_id,
    chosen.purpose,
    chosen.month_start,
    chosen.place,
    chosen.local_date,
    calls.started_at,
    calls.employee_id,
    calls.team,
    calls.queue,
    calls.topic,
    calls.language,
    calls.duration_s
from stg_chosen_calls as chosen
inner join calls using (call_id, local_date);
comment on view coach_call_selection is 'one row a call worth assessing and the purpose it was chosen for';
comment on column coach_call_selection.purpose is 'coaching, or audit: drawn at random to measure the program';
comment on column coach_call_selection.month_start is 'first day of the month the call is of';
comment on column coach_call_selection.place is 'order within employee (coaching) or team (audit) and month';
