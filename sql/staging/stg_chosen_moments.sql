-- stg_chosen_moments
-- Grain: moment_id
-- Reads: stg_all_moments, calls, cue_items, goals, choices
-- PII:   employee_id (pseudonym)
-- Not a flood but a choice, per employee and week: at most `moments_per_week` moments, at or above the confidence floor.
-- Items take turns, an agreed learning goal before the focus point of the year, that before the others, the surest
-- place of each first. At most half are goals, and each goal has a top beside it: without tops no goals.
create or replace table stg_chosen_moments as
with candidate as (
    select
        moments.moment_id, moments.local_date, calls.employee_id, moments.polarity, moments.confidence,
        date_trunc('week', moments.local_date)::date            as week_start,
        coalesce(moments.cue_id, moments.kind)                  as item,
        coalesce(cue_items.focus, false)                        as is_focus,
        choices.moments_per_week,
        exists(
            from goals
            where goals.employee_id = calls.employee_id and goals.cue_id = moments.cue_id
                and moments.local_date between goals.agreed_on and coalesce(goals.ended_on, '9999-12-31')
        )                                                       as is_agreed
    from stg_all_moments as moments
    inner join calls using (call_id, local_date)
    cross join choices
    left join cue_items
        on cue_items.cue_id = moments.cue_id and cue_items.leidraad_id = moments.leidraad_id
        and cue_items.leidraad_version = moments.leidraad_version
    where coalesce(moments.confidence, 1) >= choices.confidence_floor and calls.quality <> 'unusable'
),
in_rounds as (
    select *, row_number() over (
        partition by employee_id, week_start, polarity, item order by confidence desc nulls last, moment_id
    ) as round
    from candidate
),
placed as (
    select
        moment_id, local_date, employee_id, week_start, polarity, moments_per_week,
        row_number() over (
            partition by employee_id, week_start, polarity
            order by round, is_agreed desc, is_focus desc, confidence desc nulls last, moment_id
        )                                                       as place,
        count(*) filter (where polarity = 'top') over (partition by employee_id, week_start)    as tops,
        count(*) filter (where polarity = 'goal') over (partition by employee_id, week_start)   as goals
    from in_rounds
),
allowed as (
    select *, least(moments_per_week // 2, tops, goals) as goals_allowed from placed
)
select
    moment_id, local_date, employee_id, week_start, place,
    place <= case polarity when 'goal' then goals_allowed else moments_per_week - goals_allowed end as is_chosen
from allowed;
