-- stg_reviews
-- Grain: moment_id
-- Reads: reviews, stg_all_moments
-- PII:   reviewer, note
-- The latest human verdict on each moment. A moment that re-scoring moved has another id: its reviews find it back as
-- the moment of the same call, item and polarity that overlaps most with what was judged.
create or replace table stg_reviews as
with near as (
    select
        reviews.review_id, reviews.verdict, reviews.reviewer, reviews.note, reviews.reviewed_at, moments.moment_id,
        row_number() over (
            partition by reviews.review_id
            order by
                moments.moment_id = reviews.moment_id desc,
                least(moments.end_s, reviews.end_s) - greatest(moments.start_s, reviews.start_s) desc,
                moments.moment_id
        )                                                       as nearness
    from reviews
    inner join stg_all_moments as moments
        on moments.call_id = reviews.call_id
        and (
            moments.moment_id = reviews.moment_id
            or (
                moments.kind = reviews.kind and moments.cue_id is not distinct from reviews.cue_id
                and moments.polarity = reviews.polarity
                and moments.start_s < reviews.end_s and reviews.start_s < moments.end_s
            )
        )
)
select
    moment_id,
    arg_max(verdict, reviewed_at)                               as review,
    arg_max(reviewer, reviewed_at)                              as reviewer,
    arg_max_null(note, reviewed_at)                             as note,  -- also where the latest has none
    max(reviewed_at)                                            as reviewed_at
from near
where nearness = 1
group by moment_id;
