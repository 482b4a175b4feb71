-- forget_small: failures, nights, what people added and the hashes of sources are few, and loaded whole each time.
-- Items of the leidraad stay, except those of a version that is loaded again.
-- Reads: loading_items (leidraad_id, leidraad_version, ...)
delete from failures;
delete from nights;
delete from reviews;
delete from replies;
delete from goals;
delete from assessments;
delete from events;
delete from sources;
delete from cue_items
where (leidraad_id, leidraad_version) in (select (leidraad_id, leidraad_version) from loading_items);
