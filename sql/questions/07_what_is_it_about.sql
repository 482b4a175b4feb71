-- What do citizens call about, and how long does such a call last?
select coalesce(topic, 'niet duidelijk') as topic, count(*) as call_count, median(duration_s) / 60 as median_min
from coach_call_card
group by 1
order by call_count desc, topic;
