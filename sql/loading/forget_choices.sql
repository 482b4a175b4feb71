-- forget_choices: before the choices of today's settings are loaded.
delete from choices;
