-- In which calls did the citizen wait longer than 10 seconds without being told?
select call_id, started_at, employee_id, unannounced_silence_s, longest_silence_s
from coach_call_card
where unannounced_silence_s > 10
order by started_at desc;
