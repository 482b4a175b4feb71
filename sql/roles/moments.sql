-- moments: the moments of a reader, and what people wrote about them.
-- Reads: whole.* (the whole warehouse, attached), reader, reader_calls, calls
-- Who reviewed, and notes in their own words, only with text.
insert into moments by name select * from whole.moments where call_id in (from reader_calls);
insert into reviews by name
select
    r.* replace (
        case when sees_text then r.reviewer else '' end as reviewer,
        case when sees_text then r.note end as note
    )
from whole.reviews as r
cross join reader
where r.call_id in (from reader_calls);
insert into assessments by name
select
    a.* replace (
        case when sees_text then a.assessor else '' end as assessor,
        case when sees_text then a.note end as note
    )
from whole.assessments as a
cross join reader
where a.call_id in (from reader_calls);
insert into replies by name
select p.* replace (case when sees_text then p.note else '' end as note)
from whole.replies as p
cross join reader
where p.call_id in (from reader_calls);
insert into goals by name
select
    g.* replace (
        case when sees_text then g.agreed_by else '' end as agreed_by,
        case when sees_text then g.description end as description
    )
from whole.goals as g
cross join reader
where g.employee_id in (select employee_id from calls);
