-- analyst_cue_agreement
-- Grain: cue_id
-- Reads: stg_cue_agreement, cue_items
-- PII:   none
-- For analysts: how far the program can be believed, per item, measured on calls drawn at random. Columns are only ever
-- added; see sql/CHANGELOG.md. Shares are null where nothing is to divide. kappa: Cohen (1960), agreement beyond chance.
create or replace view analyst_cue_agreement as
with counted as (
    select *, both_said + program_only + person_only + neither as n from stg_cue_agreement
),
named as (
    select cue_id, max_by(name_nl, leidraad_version) as item_nl from cue_items group by cue_id
),
chance as (
    select *,
        (both_said + neither) / nullif(n, 0)                    as observed,
        ((both_said + program_only) * (both_said + person_only) + (neither + program_only) * (neither + person_only))
        / nullif(n * n, 0)                                      as expected
    from counted
)
select
    chance.cue_id,
    named.item_nl,
    chance.n                                                    as audited_calls,
    chance.uncertain_count,
    chance.both_said / nullif(chance.both_said + chance.program_only, 0)            as "precision",
    wilson_low(chance.both_said, chance.both_said + chance.program_only)            as precision_low,
    wilson_high(chance.both_said, chance.both_said + chance.program_only)           as precision_high,
    chance.both_said / nullif(chance.both_said + chance.person_only, 0)             as recall,
    wilson_low(chance.both_said, chance.both_said + chance.person_only)             as recall_low,
    wilson_high(chance.both_said, chance.both_said + chance.person_only)            as recall_high,
    chance.neither / nullif(chance.neither + chance.program_only, 0)                as specificity,
    (chance.observed - chance.expected) / nullif(1 - chance.expected, 0)            as kappa,
    chance.second_agreed / nullif(chance.second_count, 0)       as coaches_agree_share,
    chance.second_count,
    chance.missed_count
from chance
left join named using (cue_id);
comment on view analyst_cue_agreement is 'one row an item that people judged in an audit';
comment on column analyst_cue_agreement.audited_calls is 'calls on which both the program and a person said said or not_said';
comment on column analyst_cue_agreement.uncertain_count is 'audited calls on which the program made no claim';
comment on column analyst_cue_agreement.precision is 'of what the program says was said, the share a person heard too';
comment on column analyst_cue_agreement.recall is 'of what a person heard, the share the program found';
comment on column analyst_cue_agreement.missed_count is 'calls in which a coach marked the item as missed, drawn at random or not';
comment on column analyst_cue_agreement.kappa is '1 full agreement, 0 no better than chance; null where only one verdict occurs';
