-- stg_reviews
-- Grain: moment_id
-- Reads: reviews
-- PII:   reviewer, note
-- The latest human verdict on each moment; it stays when the moment's rule changes, for the sound has not.
create or replace view stg_reviews as
select
    moment_id,
    arg_max(verdict, reviewed_at)                               as review,
    arg_max(reviewer, reviewed_at)                              as reviewer,
    arg_max_null(note, reviewed_at)                             as note,  -- also where the latest has none
    max(reviewed_at)                                            as reviewed_at
from reviews
group by moment_id;
comment on view stg_reviews is 'one row a moment that somebody judged: the latest judgement';
