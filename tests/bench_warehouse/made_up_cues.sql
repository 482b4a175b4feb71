-- The verdicts, questions and moments of the made-up calls.
-- Takes: made.
insert into question_ranges by name
select
    call_id, local_date, n * 2 as turn_index, n * 36 as first_word, n * 36 + 6 as end_word, n * 10.0 as start_s,
    n * 10.0 + 3 as end_s, 'agent' as speaker, case when n % 3 = 0 then 'open' else 'factual' end as kind,
    4.0 as response_s, 10 as response_words, 'm1' as measure_version
from made, range(6) as q (n);

insert into cue_items by name
select
    'item_' || n as cue_id, 'basis' as leidraad_id, 1 as leidraad_version, 'Onderdeel ' || n as name_nl,
    'top' as polarity, n = 3 as focus
from range(19) as c (n);

insert into cue_ranges by name
select
    call_id, local_date, 0 as leg_index, 'item_' || n as cue_id, o as occurrence,
    case when o = 1 or hash(i, n) % 10 < 7 then 'said' when hash(i, n) % 10 < 9 then 'not_said' else 'uncertain' end as verdict,
    n * 3.0 as start_s, n * 3.0 + 2 as end_s, n * 18 as first_word, n * 18 + 4 as end_word, n as turn_index,
    n as last_turn_index, 0.5 + (hash(i, n, 'c') % 50) / 100.0 as confidence, 'basis' as leidraad_id,
    1 as leidraad_version, true as is_current, 'm1' as measure_version
from made, range(19) as c (n), range(2) as places (o)
where o = 0 or n % 2 = 0;

insert into moments by name
select
    call_id || '-' || n as moment_id, call_id, local_date, 0 as leg_index, 'cue' as kind, 'item_' || n as cue_id,
    case when n % 3 = 0 then 'not_said' else 'said' end         as verdict,
    0.5 + (hash(i, n, 'c') % 50) / 100.0 as confidence, 'basis' as leidraad_id, 1 as leidraad_version,
    n * 3.0 as start_s, n * 3.0 + 2 as end_s, greatest(0, n * 3.0 - 3) as clip_start_s, n * 3.0 + 3.5 as clip_end_s,
    n * 18 as first_word, n * 18 + 4 as end_word, n as turn_index, n as last_turn_index,
    case when n % 3 = 0 then 'goal' else 'top' end as polarity, 'Onderdeel ' || n as reason, 'basis_v1' as rule_version,
    'm1' as measure_version
from made, range(8) as m (n);

insert into choices by name
select
    6 as moments_per_week, 0.6 as confidence_floor, 5 as selection_calls, 120 as selection_min_s, 720 as selection_max_s,
    20 as audit_calls, 5 as smallest_group, false as mono_interruptions;

insert into reviews by name
select
    moment_id as review_id, moment_id, call_id, kind, cue_id, polarity, start_s, end_s, rule_version, 'anouk' as reviewer,
    case when hash(moment_id) % 5 = 0 then 'reject' else 'confirm' end              as verdict,
    local_date::timestamptz + interval 1 day                    as reviewed_at
from moments
where hash(moment_id) % 200 = 0;
