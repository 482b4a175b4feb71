-- Which open questions got the longest answers? Good ones to play in the team.
select call_id, start_s, text, response_words
from questions
where kind = 'open' and speaker = 'agent' and text is not null and response_words is not null
order by response_words desc
limit 20;
