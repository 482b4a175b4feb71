-- analyst_cue_rates
-- Grain: team, queue, month_start, cue_id, leidraad_version, measure_version
-- Reads: stg_cue_month, stg_cue_agreement, cue_items, choices
-- PII:   none
-- For analysts: how often an item of the leidraad is heard, by team, queue and month. Columns are only ever added; see
-- sql/CHANGELOG.md. No figure below the smallest group: shares are null and is_too_small says why. The program errs, so
-- read corrected_share with its interval: what the share would be without the errors found on calls drawn at random. It
-- is null until people judged five calls with and five without the item. Draw no line across a change of version.
create or replace view analyst_cue_rates as
with grouped as (
    select
        counts.*,
        len(list_distinct(counts.employees))                    as employee_count,
        counts.said_count + counts.not_said_count               as call_count,
        coalesce(choices.smallest_group, 5)                     as smallest_group
    from stg_cue_month as counts
    left join choices on true
),
measured as (
    select
        grouped.*,
        employee_count < smallest_group                         as is_too_small,
        case when employee_count >= smallest_group then said_count / nullif(call_count, 0) end as said_share,
        both_said + person_only                                 as n_said,
        neither + program_only                                  as n_not_said,
        case when n_said >= 5 and n_not_said >= 5 then (both_said + 1) / (n_said + 2) end           as recall,
        case when n_said >= 5 and n_not_said >= 5 then (neither + 1) / (n_not_said + 2) end         as specificity
    from grouped
    left join stg_cue_agreement using (cue_id)
),
corrected as (
    select *,
        corrected_share(said_share, recall, specificity)        as corrected_share,
        corrected_error(said_share, call_count, corrected_share, recall, n_said + 2, specificity, n_not_said + 2)
            as error
    from measured
),
named as (
    select cue_id, max_by(name_nl, leidraad_version) as item_nl, bool_or(focus) as is_focus
    from cue_items
    group by cue_id
)
select
    team, queue, month_start, cue_id, leidraad_version, measure_version,
    named.item_nl, coalesce(named.is_focus, false) as is_focus, employee_count, is_too_small,
    case when not is_too_small then call_count end              as call_count,
    case when not is_too_small then uncertain_count end         as uncertain_count,
    said_share,
    case when not is_too_small then wilson_low(said_count, call_count) end          as said_low,
    case when not is_too_small then wilson_high(said_count, call_count) end         as said_high,
    corrected_share,
    case when error is not null then greatest(0, corrected_share - 1.96 * error) end        as low,
    case when error is not null then least(1, corrected_share + 1.96 * error) end           as high,
    recall, specificity
from corrected
left join named using (cue_id);
comment on view analyst_cue_rates is 'one row a team, queue, month, item and version of leidraad and measures';
comment on column analyst_cue_rates.call_count is 'calls on which the item was said or not_said';
comment on column analyst_cue_rates.said_share is 'of those calls, as the program heard them';
comment on column analyst_cue_rates.corrected_share is 'the same without the program''s known errors; null while too few calls were audited';
comment on column analyst_cue_rates.low is 'lower end of the 95 % interval of corrected_share, errors of the audit included';
comment on column analyst_cue_rates.recall is 'as measured, drawn a little to the middle: (k + 1) / (n + 2)';
