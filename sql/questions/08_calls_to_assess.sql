-- Which calls of this month are worth assessing, and which were drawn to measure the program?
select purpose, employee_id, call_id, topic, language, duration_s
from coach_call_selection
where month_start = (select max(month_start) from coach_call_selection)
order by purpose, employee_id, place;
