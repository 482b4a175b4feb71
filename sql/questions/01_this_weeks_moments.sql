-- Which moments of the latest week should I hear, for each employee what goes well first?
select employee_id, polarity, item_nl, reason, evidence, call_id, clip_start_s, clip_end_s
from coach_flagged_moments
where is_chosen and week_start = (select max(week_start) from coach_flagged_moments)
order by employee_id, polarity = 'goal', place;
