-- cue_items, cue_ranges, and the view cues with the words of each range.
-- PII: evidence (redacted)
create table if not exists cue_items (
    cue_id varchar not null,
    leidraad_id varchar not null,
    leidraad_version integer not null,
    name_nl varchar not null,
    name_fy varchar,
    description_nl varchar,
    polarity varchar not null check (polarity in ('top', 'goal')),
    focus boolean not null
);
comment on table cue_items is 'one row an item of a version of a leidraad; versions once used stay';
comment on column cue_items.focus is 'focus point of the year';

create table if not exists cue_ranges (
    call_id varchar not null,
    local_date date not null,
    leg_index integer not null,
    cue_id varchar not null,
    occurrence integer not null check (occurrence >= 0),
    verdict varchar not null check (verdict in ('said', 'not_said', 'uncertain', 'not_applicable')),
    start_s double,
    end_s double,
    first_word integer,
    end_word integer,
    turn_index integer,
    last_turn_index integer,
    confidence double not null check (confidence between 0 and 1),
    leidraad_id varchar not null,
    leidraad_version integer not null,
    is_current boolean not null,
    measure_version varchar not null
);
comment on table cue_ranges is 'one row a verdict or place, with the words it rests on; ask cues';

create or replace view cues as
with across as (  -- evidence that runs on over the next turn: rare, so only these rows pay for sorting
    select
        c.call_id, c.local_date, c.leg_index, c.cue_id, c.occurrence, c.leidraad_id, c.leidraad_version,
        string_agg(said(t.word, t.first_word, c.first_word, c.end_word), ' ' order by t.turn_index) as text
    from cue_ranges as c
    inner join turn_words as t
        on t.call_id = c.call_id and t.local_date = c.local_date
        and t.turn_index between c.turn_index and c.last_turn_index
    where c.last_turn_index > c.turn_index
    group by all
)
select
    c.call_id, c.local_date, c.leg_index, c.cue_id, c.occurrence, c.verdict, c.start_s, c.end_s,
    case when c.last_turn_index > c.turn_index then across.text
         else said(t.word, t.first_word, c.first_word, c.end_word) end as evidence,
    c.confidence, c.leidraad_id, c.leidraad_version, c.is_current, c.measure_version
from cue_ranges as c
left join turn_words as t using (call_id, local_date, turn_index)
left join across
    on across.call_id = c.call_id and across.local_date = c.local_date and across.leg_index = c.leg_index
    and across.cue_id = c.cue_id and across.occurrence = c.occurrence
    and across.leidraad_id = c.leidraad_id and across.leidraad_version = c.leidraad_version;
comment on view cues is 'one row a call, leg, item, occurrence and version of the leidraad';
comment on column cues.occurrence is '0 for the verdict on the leg; 1, 2, ... for each place it was heard';
comment on column cues.start_s is 'where; for not_said the window searched; null where nothing applies';
comment on column cues.evidence is 'null without words, or where they are no longer kept';
comment on column cues.is_current is 'false for verdicts of an earlier leidraad, kept for comparison';
