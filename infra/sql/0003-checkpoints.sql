-- Snapshots of the fold, one row per hour: the present hour's is written over every few seconds, the last of each hour
-- stays for 30 days as the start of a replay. Written by stream/live only, each in one statement.
CREATE TABLE checkpoints (
  hour         timestamptz PRIMARY KEY,
  -- The log it was folded from: the stream's name and when it was created.
  stream       text        NOT NULL,
  seq          bigint      NOT NULL,
  fold_version integer     NOT NULL,
  pack_version text        NOT NULL,
  -- JSON, gzip.
  state        bytea       NOT NULL,
  taken_at     timestamptz NOT NULL DEFAULT now()
);
-- Compressed already.
ALTER TABLE checkpoints ALTER COLUMN state SET STORAGE EXTERNAL;
