-- take_over_verdicts: after every call was loaded anew, add the verdicts of earlier leidraden that the last warehouse
-- had. Where the record is another one, the words they rested on are not there to point at any more.
-- Reads: last.* (the last warehouse, attached), calls, cue_ranges
insert into cue_ranges by name
select
    earlier.* replace (
        false as is_current,
        case when is_same then earlier.first_word end as first_word,
        case when is_same then earlier.end_word end as end_word,
        case when is_same then earlier.turn_index end as turn_index,
        case when is_same then earlier.last_turn_index end as last_turn_index
    )
from last.cue_ranges as earlier
inner join (
    select calls.call_id, calls.record_sha256 = last_calls.record_sha256 as is_same
    from calls
    inner join last.calls as last_calls using (call_id)
) as reloaded using (call_id)
anti join cue_ranges as loaded
    on loaded.call_id = earlier.call_id and loaded.leidraad_id = earlier.leidraad_id
    and loaded.leidraad_version = earlier.leidraad_version;
