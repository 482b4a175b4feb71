-- What was the tempo of each employee in the weeks before and after each training?
select
    events.name, tempo.employee_id,
    sum(tempo.syllable_count) filter (where tempo.week_start < events.happened_on)
    / sum(tempo.phonation_min * 60) filter (where tempo.week_start < events.happened_on)   as rate_before,
    sum(tempo.syllable_count) filter (where tempo.week_start >= events.happened_on)
    / sum(tempo.phonation_min * 60) filter (where tempo.week_start >= events.happened_on)  as rate_after
from events
inner join analyst_tempo_weekly as tempo on events.team is null or events.team = tempo.team
where tempo.measure_version = (select max_by(measure_version, week_start) from analyst_tempo_weekly)
group by events.name, tempo.employee_id
order by events.name, tempo.employee_id;
