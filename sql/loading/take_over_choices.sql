-- take_over_choices: what the settings chose, where today's publishing does not say.
-- Reads: last.* (the last warehouse, attached)
insert into choices by name select * from last.choices;
