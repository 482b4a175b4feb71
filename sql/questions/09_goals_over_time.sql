-- How do the agreed learning goals go: confirmed moments per month, since they were agreed?
select
    goals.employee_id, goals.agreed_on, goals.ended_on,
    talk.month_start, talk.item_nl, talk.polarity, talk.confirmed_count
from goals
inner join coach_tops_and_goals as talk on talk.employee_id = goals.employee_id and talk.item = goals.cue_id
where talk.month_start + interval 1 month > goals.agreed_on
order by goals.employee_id, goals.agreed_on, talk.month_start, talk.polarity;
