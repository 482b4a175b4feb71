-- without_teams: no figures of teams where that is no agreed purpose. What is left out is not looked up elsewhere.
drop view if exists team_month;
