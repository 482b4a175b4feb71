-- team_month
-- Grain: team, month_start
-- Reads: calls, stg_cue_month, cue_items, moments, stg_reviews, turn_words, choices
-- PII:   top_evidence (redacted words)
-- For the team's monthly page, without names: the focus point, what improved most, one anonymous top. Columns are only
-- ever added; see sql/CHANGELOG.md. No figure below the smallest group. Shares are as the program heard them, without
-- correction: see analyst_cue_rates. A rise counts as improved only where the two months' 95 % intervals are apart and
-- the leidraad is of the same version. The top is one that a person confirmed.
create or replace view team_month as
with months as (
    select team, date_trunc('month', local_date)::date as month_start, count(*) as call_count,
        count(distinct employee_id)                             as employee_count
    from calls
    where team is not null
    group by all
),
items as (
    select team, month_start, cue_id, leidraad_version, measure_version,
        sum(said_count) as said, sum(said_count + not_said_count) as n
    from stg_cue_month
    group by all
),
named as (
    select cue_id, leidraad_version, name_nl, focus, polarity from cue_items
),
compared as (
    select items.*, named.name_nl, named.focus, named.polarity, items.said / nullif(items.n, 0) as share,
        before.said / nullif(before.n, 0)                       as share_before,
        wilson_low(items.said, items.n) > wilson_high(before.said, before.n) as has_improved
    from items
    inner join named using (cue_id, leidraad_version)
    left join items as before
        on before.team = items.team and before.month_start = items.month_start - interval 1 month
        and before.cue_id = items.cue_id and before.leidraad_version = items.leidraad_version
        and before.measure_version is not distinct from items.measure_version
),
focus as (
    select * from compared where focus
    qualify row_number() over (partition by team, month_start order by leidraad_version desc, n desc) = 1
),
improved as (
    select * from compared where has_improved and polarity = 'top'
    qualify row_number() over (partition by team, month_start order by share - share_before desc, cue_id) = 1
),
tops as (
    select calls.team, date_trunc('month', calls.local_date)::date as month_start, moments.reason,
        said(turns.word, turns.first_word, moments.first_word, moments.end_word)    as evidence
    from moments
    inner join stg_reviews on stg_reviews.moment_id = moments.moment_id and stg_reviews.review = 'confirm'
    inner join calls using (call_id, local_date)
    left join turn_words as turns
        on turns.call_id = moments.call_id and turns.local_date = moments.local_date
        and turns.turn_index = moments.turn_index
    where moments.polarity = 'top'
    qualify row_number() over (partition by calls.team, month_start order by (evidence is null), moments.moment_id) = 1
)
select
    months.team, months.month_start, months.employee_count, months.employee_count < smallest_group as is_too_small,
    case when not is_too_small then months.call_count end as call_count,
    focus.cue_id as focus_cue_id, focus.name_nl as focus_item_nl,
    case when not is_too_small then focus.share end as focus_share,
    case when not is_too_small then focus.share_before end as focus_share_before,
    case when not is_too_small then improved.name_nl end as improved_item_nl,
    case when not is_too_small then improved.share_before end as improved_from,
    case when not is_too_small then improved.share end as improved_to,
    case when not is_too_small then tops.reason end as top_reason,
    case when not is_too_small then tops.evidence end as top_evidence
from months
cross join (select coalesce(max(smallest_group), 5) as smallest_group from choices) as allowed
left join focus using (team, month_start) left join improved using (team, month_start)
left join tops using (team, month_start);
comment on view team_month is 'one row a team and month, without names';
