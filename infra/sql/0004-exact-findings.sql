-- A place (seq, idx) is unique within one log only; a log made anew starts at 1 again, so findings have no key of their
-- place. `hole`: frames the log lost before they were counted; `closed`: an event of a day already sealed.
ALTER TABLE findings DROP CONSTRAINT findings_pkey, DROP CONSTRAINT findings_found_check;
ALTER TABLE findings ADD CHECK (found IN ('conflict', 'poison', 'void', 'hole', 'closed'));
CREATE INDEX findings_place ON findings (seq, idx);

-- A withdrawal that came first is judged when its event comes: same asset, same kind. One that was wrong must not stand
-- in the way of the right one.
ALTER TABLE voids ADD COLUMN asset text NOT NULL DEFAULT '', ADD COLUMN kind text NOT NULL DEFAULT '';
UPDATE voids SET asset = e.asset, kind = split_part(e.type, '.', 1)
FROM events e WHERE e.seq = voids.seq AND e.idx = voids.idx AND e.type LIKE '%.voided';
ALTER TABLE voids ALTER COLUMN asset DROP DEFAULT, ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE voids DROP CONSTRAINT voids_pkey, ADD PRIMARY KEY (key, asset, kind);
CREATE INDEX voids_waiting ON voids (key) WHERE NOT applied;

-- Worlds close their days apart: a replay begins in days that another world has long left behind.
ALTER TABLE seals ADD COLUMN world text NOT NULL DEFAULT 'live';
ALTER TABLE seals ALTER COLUMN world DROP DEFAULT, DROP CONSTRAINT seals_pkey, ADD PRIMARY KEY (world, day);
ALTER TABLE roll_up_seals ADD COLUMN world text NOT NULL DEFAULT 'live';
ALTER TABLE roll_up_seals ALTER COLUMN world DROP DEFAULT, DROP CONSTRAINT roll_up_seals_pkey, ADD PRIMARY KEY (world, day);
