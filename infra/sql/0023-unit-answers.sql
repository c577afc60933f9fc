-- What a unit says to a figure of its own: a note, or that the fault is its own. Written by stream/office only; the figure it
-- answers is kept as the office found it then. Nothing is changed afterwards; it can be taken back, and stays to be read.
CREATE TABLE unit_answers (
  id           bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world        text             NOT NULL,
  unit         text             NOT NULL,
  kpi          text             NOT NULL,
  -- Civil days of the figure, the second exclusive.
  period_from  date             NOT NULL,
  period_to    date             NOT NULL CHECK (period_to > period_from),
  kind         text             NOT NULL CHECK (kind IN ('note', 'own_fault')),
  text         text             NOT NULL,
  value        double precision,
  numerator    bigint,
  denominator  bigint,
  by           text             NOT NULL,
  at           timestamptz      NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz,
  CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
);
CREATE INDEX unit_answers_of ON unit_answers (world, kpi, period_to);

-- A closure that a unit announces for its own places. Written by stream/duty only: it silences nothing until duty accepts it,
-- which opens a maintenance window. Instants are the world's.
CREATE TABLE planned_closures (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world       text        NOT NULL,
  unit        text        NOT NULL,
  assets      text[]      NOT NULL CHECK (cardinality(assets) > 0),
  from_at     timestamptz NOT NULL,
  to_at       timestamptz NOT NULL CHECK (to_at > from_at),
  reason      text        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('proposed', 'accepted', 'refused', 'withdrawn')),
  proposed_by text        NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by  text,
  decided_at  timestamptz,
  note        text,
  maintenance bigint      REFERENCES maintenance_windows,
  CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((state = 'accepted') = (maintenance IS NOT NULL))
);
CREATE INDEX planned_closures_of ON planned_closures (world, to_at);
