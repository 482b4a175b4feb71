-- calls: the calls of a reader, with what is not of a call.
-- Reads: whole.* (the whole warehouse, attached), reader, reader_calls
-- Without sound the recording's name goes too; without persons nothing tells who took the call or which one it was.
insert into calls by name
select
    c.* replace (
        case when sees_persons then c.employee_id else '' end as employee_id,
        case when sees_persons then c.interaction_id end as interaction_id,
        case when sees_sound then c.recording_uri else '' end as recording_uri,
        case when sees_sound then c.recording_sha256 else '' end as recording_sha256
    )
from whole.calls as c
cross join reader
where c.call_id in (from reader_calls);
insert into cue_items by name select * from whole.cue_items;
insert into sources by name select * from whole.sources;
insert into choices by name select * from whole.choices;
