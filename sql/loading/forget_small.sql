-- forget_small: failures, nights and the hashes of sources are few, and loaded whole each time; items of the leidraad
-- stay, except those of a version that is loaded again.
-- Reads: loading_items (leidraad_id, leidraad_version, ...)
delete from failures;
delete from nights;
delete from sources;
delete from cue_items
where (leidraad_id, leidraad_version) in (select (leidraad_id, leidraad_version) from loading_items);
