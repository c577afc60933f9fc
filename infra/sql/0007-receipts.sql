-- The zone of the city's civil day, beside the writer's place: receipts are told by civil day of receipt, and the tally is
-- made in SQL. Rows from before were told by days of UTC.
ALTER TABLE writer_position ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC';

-- An event of a sealed day counted as poison until now.
ALTER TABLE receipts ADD COLUMN closed bigint NOT NULL DEFAULT 0;

-- Identities that came again with the same content: how often, and where they last stood (`received`, then the place in
-- the log). What is read again from the log does not stand later than that, so it is told from what a sender repeats.
CREATE TABLE repeats (
  key      uuid        PRIMARY KEY,
  time     timestamptz NOT NULL,
  times    bigint      NOT NULL,
  received timestamptz NOT NULL,
  seq      bigint      NOT NULL,
  idx      integer     NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX repeats_time ON repeats USING brin (time);

-- What became of an id; hashed, since what is no event may have an endless one.
CREATE INDEX findings_id ON findings USING hash (id);
CREATE INDEX findings_void ON findings (at) WHERE found = 'void';
