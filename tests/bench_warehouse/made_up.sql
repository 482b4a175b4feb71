-- Calls of two years by 250 employees in ten teams; words of the last six months. Nothing of it was ever said.
-- Takes: settings of the connection only; `wanted` (call_count).
create or replace temp table made as
select
    'call-' || i                                                as call_id,
    (date '2024-03-01' + (i * 730 // wanted.call_count)::integer)::date             as local_date,
    'm' || lpad((hash(i) % 250)::varchar, 3, '0')               as employee_id,
    'team ' || (hash(i) % 250 % 10)::varchar                    as team,
    60 + (hash(i, 'd') % 600)::double                           as duration_s,
    i
from range((select call_count from wanted)) as r (i), wanted;

insert into calls by name
select
    call_id, employee_id, team, 'wachtrij ' || (i % 4)::varchar as queue, 'inbound' as direction,
    list_value('paspoort_id', 'afval', 'verhuizing', 'belasting', 'inkomen')[(hash(i, 't') % 5 + 1)::integer] as topic,
    local_date::timestamptz + interval 10 hour                  as started_at,
    local_date, duration_s, 2 as channel_count, 1.0 as role_confidence,
    case when i % 4 = 0 then 'fy' else 'nl' end                 as language,
    'good' as quality, [] as quality_reasons, 'alaw' as codec, 8000 as sample_rate_hz, false as starts_mid_speech,
    call_id || '.wav' as recording_uri, call_id as recording_sha256, 'whisper' as asr_model, 'channels' as diarizer,
    'names-1' as detector_version, 'c' as config_hash, '0.1.0' as pipeline_version, 'm1' as measure_version,
    local_date as night, local_date::timestamptz + interval 22 hour as processed_at, 'x' as record_sha256,
    '1-1' as record_stamp
from made;

insert into legs by name
select call_id, local_date, 0 as leg_index, employee_id, 0.0 as start_s, duration_s as end_s, 'main' as kind from made;

insert into speech by name
select
    call_id, local_date, 0 as leg_index, n as ipu_index, n as turn_index,
    case when n % 2 = 0 then 'agent' else 'citizen' end         as speaker,
    n * duration_s / 40 as start_s, (n + 0.8) * duration_s / 40 as end_s, 'nl' as language,
    10 as word_count, 14 + (hash(i, n, 's') % 9)::integer as syllable_count, 18 as nuclei_count,
    2.6 + (hash(i, 'p') % 100) / 80.0 as phonation_s
from made, range(40) as turns (n);

insert into turn_words by name
select
    call_id, local_date, 0 as leg_index, n as turn_index, case when n % 2 = 0 then 'agent' else 'citizen' end as speaker,
    n * duration_s / 40 as start_s, (n + 0.8) * duration_s / 40 as end_s, 'nl' as language, 0.8 as confidence,
    'whisper' as asr_model, n * 18 as first_word,
    [list_value('ik', 'wil', 'graag', 'mijn', 'paspoort', 'verlengen', 'bij', 'de', 'balie', 'morgen', 'kan', 'dat')[
        (hash(i, n, k) % 12 + 1)::integer] for k in range(18)]  as word,
    [n * duration_s / 40 + k * 0.3 for k in range(18)]          as word_start_s,
    [n * duration_s / 40 + k * 0.3 + 0.2 for k in range(18)]    as word_end_s,
    [0.8 for k in range(18)] as probability, [2 for k in range(18)] as syllable_count, [null for k in range(18)] as redaction
from made, range(40) as turns (n)
where local_date >= date '2025-09-01';

insert into tempo by name
select
    call_id, local_date, speaker, 'all' as language, 200 + (hash(i, speaker) % 100)::integer as syllable_count,
    50.0 as phonation_s, 60.0 as turn_s, 5.0 as articulation_rate, 4.0 as speaking_rate, true as is_reliable,
    'm1' as measure_version
from made, (values ('agent'), ('citizen')) as s (speaker);

insert into silences by name
select
    call_id, local_date, n * duration_s / 20 as start_s,
    n * duration_s / 20 + 0.25 + (hash(i, n) % 100) / 100.0 * duration_s / 25 as end_s, -- within its twentieth of the call
    'gap' as kind, n % 3 = 0 as is_announced, 'm1' as measure_version
from made, range(20) as s (n);

insert into "overlaps" by name
select
    call_id, local_date, n * 10.0 as start_s, n * 10.0 + 0.5 as end_s, 'agent' as onset_speaker, 'interruption' as kind,
    'high' as tier, 'm1' as measure_version
from made, range(5) as o (n);
