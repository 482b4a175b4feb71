-- stg_all_moments
-- Grain: moment_id
-- Reads: moments, reviews, calls, cue_items
-- PII:   none
-- Moments of the program, and those that a coach heard and the program did not flag (`missed`): moments like others,
-- heard by a person already. One that the program flags by now, at that place, is the program's, and its review with it.
create or replace view stg_all_moments as
with named as (
    select
        cue_id, max_by(name_nl, leidraad_version) as name_nl, max_by(leidraad_id, leidraad_version) as leidraad_id,
        max(leidraad_version) as leidraad_version, max_by(polarity, leidraad_version) as polarity
    from cue_items
    group by cue_id
),
missed as (
    select * from reviews
    where verdict = 'missed' and not exists(
        from moments as m
        where m.call_id = reviews.call_id and m.kind = reviews.kind and m.cue_id is not distinct from reviews.cue_id
            and m.polarity = reviews.polarity and m.start_s < reviews.end_s and reviews.start_s < m.end_s
    )
)
select * from moments
union all by name
select
    missed.moment_id, missed.call_id, calls.local_date, 0 as leg_index, missed.kind, missed.cue_id,
    case when missed.polarity = named.polarity then 'said' else 'not_said' end     as verdict,
    named.leidraad_id, named.leidraad_version, missed.start_s, missed.end_s,
    greatest(0, missed.start_s - 3)                             as clip_start_s,
    least(calls.duration_s, missed.end_s + 1.5)                 as clip_end_s,
    missed.polarity,
    'Door het programma gemist: ' || coalesce(named.name_nl, missed.cue_id, 'iets anders')   as reason,
    missed.rule_version, calls.measure_version
from missed
inner join calls using (call_id)
left join named using (cue_id);
comment on view stg_all_moments is 'one row a moment, of the program or of a coach';
