-- coach_interactions
-- Grain: interaction_id
-- Reads: stg_interactions
-- PII:   employee_ids (pseudonyms)
-- For coaches: a citizen's whole story, over all recordings of a transferred call. How each employee greeted is judged
-- per leg, in coach_flagged_moments; here stands what the citizen went through. Columns are only ever added.
-- In a coach's file only the parts of the own team are there.
create or replace view coach_interactions as
select
    interaction_id, local_date, started_at, ended_at, part_count, call_ids, employee_ids, employee_count,
    consult_count, topic, language, talk_s, between_s, hold_s, longest_silence_s
from stg_interactions;
comment on view coach_interactions is 'one row a citizen''s story: the recordings of one transferred call, or a call alone';
comment on column coach_interactions.local_date is 'of the first recording';
comment on column coach_interactions.call_ids is 'its recordings, in order of their start';
comment on column coach_interactions.employee_ids is 'who took a part, in order; empty text for one whose name no row of calls.csv gives';
comment on column coach_interactions.employee_count is 'employees the citizen spoke with, one after the other';
comment on column coach_interactions.consult_count is 'times an employee asked a colleague while the citizen waited';
comment on column coach_interactions.topic is 'of the first recording that has one';
comment on column coach_interactions.talk_s is 'seconds of all recordings together';
comment on column coach_interactions.between_s is 'seconds between recordings that nobody recorded; overlaps of recordings count as 0';
comment on column coach_interactions.hold_s is 'seconds the citizen waited on hold inside the recordings';
