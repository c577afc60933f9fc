-- Hours that some units' figures should not answer for, because of a fault upstream: proposed by one person with reason
-- and evidence, decided by another. Written by stream/office only; every change is in the audit trail too. An approved
-- one takes its hours out of the adjusted figure; the raw one never changes.
CREATE TABLE exclusions (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world       text        NOT NULL,
  kpis        text[]      NOT NULL CHECK (cardinality(kpis) > 0),
  unit_set    text        NOT NULL,
  -- Whole hours of UTC, the second exclusive: roll-ups are taken out by the hour.
  from_at     timestamptz NOT NULL CHECK (from_at = date_trunc('hour', from_at, 'UTC')),
  to_at       timestamptz NOT NULL CHECK (to_at = date_trunc('hour', to_at, 'UTC') AND to_at > from_at),
  cause       text        NOT NULL CHECK (cause IN ('portal', 'identity', 'payment', 'power', 'network')),
  reason      text        NOT NULL,
  evidence    text        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by text        NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by  text,
  decided_at  timestamptz,
  note        text,
  CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (state = 'withdrawn' OR decided_by <> proposed_by)
);
CREATE INDEX exclusions_time ON exclusions (world, to_at);
