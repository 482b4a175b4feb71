-- Is the caller's language followed, and how many calls are in Frisian?
select calls.language, count(distinct calls.call_id) as call_count,
    count(*) filter (where cues.verdict = 'said') as followed,
    count(*) filter (where cues.verdict = 'not_said') as not_followed
from calls
left join cues
    on cues.call_id = calls.call_id and cues.local_date = calls.local_date and cues.cue_id = 'language_followed'
    and cues.occurrence = 0 and cues.is_current
group by calls.language
order by calls.language;
