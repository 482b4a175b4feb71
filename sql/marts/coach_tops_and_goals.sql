-- coach_tops_and_goals
-- Grain: employee_id, month_start, polarity, item
-- Reads: stg_all_moments, calls, cue_items, goals, stg_reviews, stg_chosen_moments
-- PII:   employee_id (pseudonym)
-- For the coaching talk: per employee and month what goes well, and at most two learning goals, each with moments to
-- hear. Columns are only ever added; see sql/CHANGELOG.md.
-- Only confirmed moments are counted. Where nothing is confirmed yet an item is a proposal (`is_proposal`), with moments
-- to listen to and no figure. Rejected moments and those below the confidence floor are left out. Goals: an agreed one
-- first, then the focus point of the year, then what was confirmed most. There are at least as many tops as goals, or
-- fewer goals, and an item heard as a top is a goal only if agreed, the focus point or confirmed more often as such.
-- tops: at most three.
create or replace view coach_tops_and_goals as
with heard as (
    select
        calls.employee_id, date_trunc('month', moments.local_date)::date            as month_start,
        moments.polarity, coalesce(moments.cue_id, moments.kind)                    as item,
        max_by(cue_items.name_nl, cue_items.leidraad_version)   as name_nl,
        max_by(cue_items.description_nl, cue_items.leidraad_version)                as description_nl,
        coalesce(bool_or(cue_items.focus), false)               as is_focus,
        count(*) filter (where stg_reviews.review in ('confirm', 'missed'))         as confirmed_count,
        list(moments.moment_id order by (stg_reviews.review is null), moments.confidence desc, moments.moment_id)[:3]
            as moment_ids,
        max(moments.confidence)                                 as confidence
    from stg_all_moments as moments
    inner join calls using (call_id, local_date)
    inner join stg_chosen_moments as chosen using (moment_id, local_date)
    left join stg_reviews using (moment_id)
    left join cue_items
        on cue_items.cue_id = moments.cue_id and cue_items.leidraad_id = moments.leidraad_id
        and cue_items.leidraad_version = moments.leidraad_version
    where coalesce(stg_reviews.review, 'confirm') in ('confirm', 'missed')
    group by all
),
agreed as (
    select heard.*, goals.goal_id is not null as is_agreed
    from heard
    left join goals
        on goals.employee_id = heard.employee_id and goals.cue_id = heard.item
        and heard.month_start + interval 1 month > goals.agreed_on
        and (goals.ended_on is null or heard.month_start <= goals.ended_on)
    qualify row_number() over (
        partition by heard.employee_id, heard.month_start, heard.polarity, heard.item order by goals.agreed_on
    ) = 1
),
kept as (  -- what goes well in the month is no goal of it too, unless that was agreed or is what coaches confirmed
    select * from agreed
    qualify polarity = 'top' or is_agreed or is_focus or confirmed_count > coalesce(
        max(confirmed_count) filter (where polarity = 'top') over (partition by employee_id, month_start, item), -1
    )
),
placed as (
    select *,
        row_number() over (
            partition by employee_id, month_start, polarity
            order by is_agreed desc, is_focus desc, confirmed_count desc, confidence desc nulls last, item
        )                                                       as place,
        count(*) filter (where polarity = 'top') over (partition by employee_id, month_start) as tops
    from kept
)
select
    employee_id, month_start, polarity, item, place,
    coalesce(name_nl, case item when 'interruption' then 'onderbreking' when 'silence' then 'stilte' else item end)
        as item_nl,
    description_nl, is_focus, is_agreed, confirmed_count,
    confirmed_count = 0                                         as is_proposal,
    moment_ids
from placed
where place <= case polarity when 'top' then 3 else least(2, tops) end;
comment on view coach_tops_and_goals is 'one row a top or learning goal of an employee in a month, tops first';
comment on column coach_tops_and_goals.item is 'cue_id, or the kind of moment where it is no item of the leidraad';
comment on column coach_tops_and_goals.is_agreed is 'a learning goal that employee and coach agreed, at work in the month';
comment on column coach_tops_and_goals.confirmed_count is 'moments a person confirmed; nothing else counts';
comment on column coach_tops_and_goals.is_proposal is 'nobody confirmed it yet';
comment on column coach_tops_and_goals.moment_ids is 'up to three moments to hear, confirmed ones first';
