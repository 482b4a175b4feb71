-- forget_tempo: the adjusted tempo rests on all calls, and is computed anew.
delete from tempo_adjusted;
