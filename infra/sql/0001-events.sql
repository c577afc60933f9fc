-- The long log, exact counting and what belongs to it. Written by stream/writer only.
CREATE EXTENSION IF NOT EXISTS timescaledb;

-- One row per accepted event. (seq, idx) is its place in the transport log: the frame's stream sequence and the event's
-- index in the frame. Not unique here on purpose: identities makes it so, in the same transaction.
CREATE TABLE events (
  world    text        NOT NULL,
  source   text        NOT NULL,
  id       text        NOT NULL,
  type     text        NOT NULL,
  time     timestamptz NOT NULL,
  received timestamptz NOT NULL,
  unit     text        NOT NULL,
  asset    text        NOT NULL,
  sequence bigint,
  seq      bigint      NOT NULL,
  idx      integer     NOT NULL,
  data     json        NOT NULL
);
SELECT create_hypertable('events', by_range('time', INTERVAL '1 day'), create_default_indexes => false);
CREATE INDEX events_asset ON events (asset, time DESC);
CREATE INDEX events_seq ON events USING brin (seq) WITH (pages_per_range = 32);

-- One row per identity. `key` is the first 128 bits of SHA-256 over world, source and id. Partitions are months of event
-- time, made by the writer; all of them are probed, so the same id with another time is found too.
CREATE TABLE identities (
  key  uuid        NOT NULL,
  time timestamptz NOT NULL,
  hash uuid        NOT NULL,
  seq  bigint      NOT NULL,
  idx  integer     NOT NULL
) PARTITION BY RANGE (time);
CREATE INDEX identities_key ON identities (key);

-- Events withdrawn by <kind>.voided, whether the event has come yet or not.
CREATE TABLE voids (
  key     uuid        PRIMARY KEY,
  time    timestamptz NOT NULL,
  seq     bigint      NOT NULL,
  idx     integer     NOT NULL,
  applied boolean     NOT NULL
);

-- What the writer found about events that were accepted and not counted: a repeat is only tallied, a conflict or a
-- poisonous event is kept whole.
CREATE TABLE findings (
  seq    bigint      NOT NULL,
  idx    integer     NOT NULL,
  world  text        NOT NULL,
  source text        NOT NULL,
  id     text        NOT NULL,
  found  text        NOT NULL CHECK (found IN ('conflict', 'poison', 'void')),
  detail text        NOT NULL,
  event  json,
  at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (seq, idx)
);

-- Per source and civil day of receipt: what became of what was accepted.
CREATE TABLE receipts (
  world     text   NOT NULL,
  source    text   NOT NULL,
  day       date   NOT NULL,
  accepted  bigint NOT NULL,
  counted   bigint NOT NULL,
  repeated  bigint NOT NULL,
  conflicts bigint NOT NULL,
  poison    bigint NOT NULL,
  PRIMARY KEY (world, source, day)
);

-- Exact roll-ups: `unit` '' is the city, `scope` an asset or '', `dim` key=value or ''. Measures are integers in the
-- metric's unit.
CREATE TABLE rollup_minute (
  world text NOT NULL, bucket timestamptz NOT NULL, unit text NOT NULL, scope text NOT NULL, metric text NOT NULL, dim text NOT NULL,
  n bigint NOT NULL, sum bigint NOT NULL, min bigint NOT NULL, max bigint NOT NULL,
  PRIMARY KEY (world, bucket, unit, scope, metric, dim)
) WITH (fillfactor = 70);
CREATE TABLE rollup_hour (LIKE rollup_minute INCLUDING ALL) WITH (fillfactor = 70);
CREATE TABLE rollup_day (
  world text NOT NULL, bucket date NOT NULL, unit text NOT NULL, scope text NOT NULL, metric text NOT NULL, dim text NOT NULL,
  n bigint NOT NULL, sum bigint NOT NULL, min bigint NOT NULL, max bigint NOT NULL,
  PRIMARY KEY (world, bucket, unit, scope, metric, dim)
) WITH (fillfactor = 70);

-- Distributions beside the roll-ups: `slot` counts eighths of a doubling (shared/kpi/histogram.ts).
CREATE TABLE histogram_minute (
  world text NOT NULL, bucket timestamptz NOT NULL, unit text NOT NULL, scope text NOT NULL, metric text NOT NULL, dim text NOT NULL,
  slot smallint NOT NULL, n bigint NOT NULL,
  PRIMARY KEY (world, bucket, unit, scope, metric, dim, slot)
) WITH (fillfactor = 70);
CREATE TABLE histogram_hour (LIKE histogram_minute INCLUDING ALL) WITH (fillfactor = 70);
CREATE TABLE histogram_day (
  world text NOT NULL, bucket date NOT NULL, unit text NOT NULL, scope text NOT NULL, metric text NOT NULL, dim text NOT NULL,
  slot smallint NOT NULL, n bigint NOT NULL,
  PRIMARY KEY (world, bucket, unit, scope, metric, dim, slot)
) WITH (fillfactor = 70);

SELECT create_hypertable('rollup_minute', by_range('bucket', INTERVAL '1 day'), create_default_indexes => false);
SELECT create_hypertable('histogram_minute', by_range('bucket', INTERVAL '1 day'), create_default_indexes => false);
SELECT create_hypertable('rollup_hour', by_range('bucket', INTERVAL '30 days'), create_default_indexes => false);
SELECT create_hypertable('histogram_hour', by_range('bucket', INTERVAL '30 days'), create_default_indexes => false);

-- The writer's place in the log. `fence` grows with every writer that takes over; a commit with an older one is refused.
CREATE TABLE writer_position (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  stream       text    NOT NULL,
  seq          bigint  NOT NULL,
  commit       bigint  NOT NULL,
  fence        bigint  NOT NULL,
  committed_at timestamptz NOT NULL DEFAULT now()
);

-- A sealed day (UTC, the raw events' chunk): what was in it when it closed. Only then may its events be dropped.
CREATE TABLE seals (
  day         date   PRIMARY KEY,
  events      bigint NOT NULL,
  events_hash text   NOT NULL,
  sealed_at   timestamptz NOT NULL DEFAULT now(),
  dropped_at  timestamptz
);

-- The day roll-ups of a civil day that lies wholly in sealed days, so that a recount can still vouch for them.
CREATE TABLE roll_up_seals (
  day          date   PRIMARY KEY,
  rows         bigint NOT NULL,
  rollup_hash  text   NOT NULL,
  sealed_at    timestamptz NOT NULL DEFAULT now()
);
