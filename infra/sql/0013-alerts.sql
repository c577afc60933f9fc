-- Alerts: what a rule found, and what persons did about it. Written by stream/duty only, each commit in one transaction.
-- Instants are the world's unless they are called real.

-- Where the duty process is in the log and what it decided with. One row: whoever raises `fence` is the one that judges; a
-- commit with an older fence fails. `change` numbers what screens are told, in order of commit.
CREATE TABLE duty_position (
  only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  stream       text        NOT NULL,
  seq          bigint      NOT NULL,
  fence        bigint      NOT NULL,
  change       bigint      NOT NULL DEFAULT 0,
  committed_at timestamptz NOT NULL DEFAULT now()
);

-- The fold up to a place in the log, from which the rest is folded again after a restart. JSON, gzip.
CREATE TABLE duty_folds (
  only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  stream       text        NOT NULL,
  seq          bigint      NOT NULL,
  fold_version integer     NOT NULL,
  pack_version text        NOT NULL,
  state        bytea       NOT NULL,
  taken_at     timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE duty_folds ALTER COLUMN state SET STORAGE EXTERNAL;

-- All that an evaluator goes on from, by world: with every transition, so that what was told and what is known never part.
CREATE TABLE evaluator_images (
  world    text        PRIMARY KEY,
  stream   text        NOT NULL,
  -- The last frame that it has taken in.
  seq      bigint      NOT NULL,
  -- Of the rules that it judged by.
  rules    text        NOT NULL,
  image    bytea       NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE evaluator_images ALTER COLUMN image SET STORAGE EXTERNAL;

-- Put aside by a person, for a shift at most. `target` null: the rule wherever it is.
CREATE TABLE shelves (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world        text        NOT NULL,
  rule         text        NOT NULL,
  target       text,
  reason       text        NOT NULL,
  by           text        NOT NULL,
  at           timestamptz NOT NULL,
  until        timestamptz NOT NULL CHECK (until > at AND until <= at + interval '8 hours'),
  one_shot     boolean     NOT NULL,
  -- Whether something was open under it: one for once ends when nothing is any more.
  has_silenced boolean     NOT NULL DEFAULT false,
  ended_at     timestamptz,
  ended_by     text,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX shelves_on ON shelves (world) WHERE ended_at IS NULL;

-- Planned work. `scope`: {rules?, units?, assets?, kinds?}; `weekly`: only in these hours of the week, as opening hours.
CREATE TABLE maintenance_windows (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world    text        NOT NULL,
  scope    jsonb       NOT NULL,
  from_at  timestamptz NOT NULL,
  to_at    timestamptz NOT NULL CHECK (to_at > from_at),
  weekly   text,
  reason   text        NOT NULL,
  by       text        NOT NULL,
  set_at   timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX maintenance_windows_on ON maintenance_windows (world, to_at) WHERE ended_at IS NULL;

-- One row per alert: the same world, rule, target and opening are the same alert. `version` is raised by every change.
CREATE TABLE alerts (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world       text        NOT NULL,
  rule        text        NOT NULL,
  target      text        NOT NULL,
  opened_seq  bigint      NOT NULL,
  version     bigint      NOT NULL DEFAULT 1,
  priority    text        NOT NULL CHECK (priority IN ('P1', 'P2', 'P3')),
  labels      jsonb       NOT NULL,
  -- The rule as it was when the alert opened: shared/rules/rule.ts.
  rule_body   jsonb       NOT NULL,
  since       timestamptz NOT NULL,
  opened_at   timestamptz NOT NULL,
  closed_at   timestamptz,
  condition   text        NOT NULL
    CHECK (condition IN ('normal', 'firing', 'recovering', 'no_data', 'error')),
  value       jsonb       NOT NULL,
  suppression jsonb       NOT NULL,
  -- {kind, id, until, by?}; null: neither shelved nor in maintenance.
  silencing   jsonb,
  acked_by    text,
  acked_at    timestamptz,
  acked_until timestamptz,
  -- Which incident it is in; in one at most.
  incident    bigint,
  is_late     boolean     NOT NULL,
  -- Its axes at the end of the last commit that changed it: what persons were called for. null: in no commit yet.
  told        jsonb,
  -- Real.
  changed_at  timestamptz NOT NULL,
  UNIQUE (world, rule, target, opened_seq),
  CHECK ((closed_at IS NULL) = (condition <> 'normal')),
  CHECK ((acked_by IS NULL) = (acked_at IS NULL) AND (acked_by IS NULL) = (acked_until IS NULL))
);
CREATE INDEX alerts_open ON alerts (world) WHERE closed_at IS NULL;
CREATE INDEX alerts_newest ON alerts (world, id DESC);
CREATE INDEX alerts_closed ON alerts (world, closed_at DESC) WHERE closed_at IS NOT NULL;
CREATE INDEX alerts_acked ON alerts (world, acked_until) WHERE closed_at IS NULL AND acked_until IS NOT NULL;
CREATE INDEX alerts_incident ON alerts (incident) WHERE incident IS NOT NULL;

-- What its rule made of an alert: every change of condition and suppression, once. `seq` is the frame of the tick.
CREATE TABLE alert_transitions (
  alert        bigint      NOT NULL REFERENCES alerts,
  seq          bigint      NOT NULL,
  at           timestamptz NOT NULL,
  since        timestamptz NOT NULL,
  was          jsonb       NOT NULL,
  becomes      jsonb       NOT NULL,
  why          text        NOT NULL,
  value        jsonb       NOT NULL,
  -- Found more than ten minutes after it happened.
  is_late      boolean     NOT NULL,
  -- Real.
  committed_at timestamptz NOT NULL,
  PRIMARY KEY (alert, seq)
);

-- What persons, or time, did to an alert.
CREATE TABLE alert_acts (
  id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert   bigint      NOT NULL REFERENCES alerts,
  at      timestamptz NOT NULL,
  real_at timestamptz NOT NULL,
  by      text        NOT NULL,
  act     text        NOT NULL,
  until   timestamptz,
  note    text
);
CREATE INDEX alert_acts_alert ON alert_acts (alert, id);

-- How acts of the last seconds are taken back; removed when that is no longer possible. `inverse` is for its verb.
CREATE TABLE undoable_acts (
  command text        PRIMARY KEY,
  actor   text        NOT NULL,
  verb    text        NOT NULL,
  inverse jsonb       NOT NULL,
  real_at timestamptz NOT NULL
);
CREATE INDEX undoable_acts_real_at ON undoable_acts (real_at);
