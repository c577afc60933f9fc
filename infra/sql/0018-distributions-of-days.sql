-- The distribution of a day is one row, its slots beside how many lie in each: a month of all units is read in as many rows
-- as it has days, and a commit changes a row instead of one per slot. Minutes and hours keep a row per slot.
DROP VIEW histogram_day;
ALTER TABLE slots_day RENAME TO slots_day_by_slot;
ALTER INDEX slots_day_pkey RENAME TO slots_day_by_slot_pkey;
CREATE TABLE slots_day (
  series integer NOT NULL, bucket date NOT NULL, slots smallint[] NOT NULL, ns bigint[] NOT NULL,
  PRIMARY KEY (series, bucket),
  CHECK (cardinality(slots) = cardinality(ns))
) WITH (fillfactor = 70);
INSERT INTO slots_day
SELECT series, bucket, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot) FROM slots_day_by_slot
GROUP BY series, bucket ORDER BY bucket, series;
DROP TABLE slots_day_by_slot;
CREATE VIEW histogram_day AS SELECT world, bucket, unit, scope, metric, dim, slot, n
FROM slots_day JOIN series USING (series) CROSS JOIN unnest(slots, ns) AS each (slot, n);
