-- Incidents: what is going on, who has it, since when, what was done. Written by stream/duty only, each act in one
-- transaction with its line in `incident_entries` and in the audit trail. Instants are the world's. Which alerts belong to
-- an incident is said by the alerts themselves, so that none can be in two.
CREATE TABLE incidents (
  id              bigint      GENERATED ALWAYS AS IDENTITY (START WITH 1001) PRIMARY KEY,
  world           text        NOT NULL,
  version         bigint      NOT NULL DEFAULT 1,
  title_vi        text        NOT NULL,
  title_en        text        NOT NULL,
  priority        text        NOT NULL CHECK (priority IN ('P1', 'P2', 'P3')),
  state           text        NOT NULL
    CHECK (state IN ('new', 'acknowledged', 'in_progress', 'waiting', 'resolved', 'closed', 'merged')),
  is_exercise     boolean     NOT NULL,
  channel         text        NOT NULL,
  opened_by       text        NOT NULL,
  -- The alert that explains the others, or words by a person; neither: nobody knows.
  cause_alert     bigint,
  cause_vi        text,
  cause_en        text,
  units           text[]      NOT NULL,
  assets          text[]      NOT NULL,
  lon             double precision,
  lat             double precision,
  -- Units and assets that a person named, whatever alerts say: {units, assets}.
  named           jsonb       NOT NULL DEFAULT '{"units": [], "assets": []}',
  -- Assets by kind; service points touched; persons waiting at those of which it is known (null: of none).
  kinds           jsonb       NOT NULL DEFAULT '{}',
  points          integer     NOT NULL DEFAULT 0,
  waiting         integer,
  waiting_at      integer     NOT NULL DEFAULT 0,
  -- What its alerts have to do with, by alert: evidence that two are one matter (shared/duty/incident/member.ts).
  about           jsonb       NOT NULL DEFAULT '{}',
  -- A person gave it its title or cause, or its priority: nothing that is worked out replaces those.
  is_named        boolean     NOT NULL DEFAULT false,
  is_rated        boolean     NOT NULL DEFAULT false,
  owner           text,
  owner_until     timestamptz,
  occurred_at     timestamptz NOT NULL,
  detected_at     timestamptz NOT NULL,
  acknowledged_at timestamptz,
  -- When a person last did something to it.
  progress_at     timestamptz,
  resolved_at     timestamptz,
  how             text,
  closed_at       timestamptz,
  -- [{fromMs, toMs, reason, on}], in order; the last one open (toMs null) while it waits.
  pauses          jsonb       NOT NULL DEFAULT '[]',
  detect_due      timestamptz NOT NULL,
  -- null while it is paused.
  resolve_due     timestamptz,
  -- When its figures were last worked out.
  looked_at       timestamptz NOT NULL DEFAULT '-infinity',
  merged_into     bigint      REFERENCES incidents,
  CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CHECK ((owner IS NULL) = (owner_until IS NULL)),
  CHECK (state NOT IN ('resolved', 'closed') OR resolved_at IS NOT NULL)
);
CREATE INDEX incidents_open ON incidents (world) WHERE state NOT IN ('closed', 'merged');
CREATE INDEX incidents_newest ON incidents (world, occurred_at DESC, id DESC);
CREATE INDEX incidents_merged ON incidents (merged_into) WHERE merged_into IS NOT NULL;

-- The timeline: every event, act, note and message with who and when. Nothing in it is changed or removed.
CREATE TABLE incident_entries (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident bigint      NOT NULL REFERENCES incidents,
  at       timestamptz NOT NULL,
  by       text        NOT NULL,
  kind     text        NOT NULL,
  detail   jsonb       NOT NULL
);
CREATE INDEX incident_entries_of ON incident_entries (incident, id);

-- What an act may be undone to, for a few seconds: the rows as they were, and the versions that must still be there.
CREATE TABLE incident_undos (
  command_id text        PRIMARY KEY,
  incident   bigint      NOT NULL REFERENCES incidents,
  actor      text        NOT NULL,
  verb       text        NOT NULL,
  -- Real.
  until      timestamptz NOT NULL,
  before     jsonb       NOT NULL
);
CREATE INDEX incident_undos_until ON incident_undos (until);

CREATE TABLE incident_tasks (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident bigint      NOT NULL REFERENCES incidents,
  text     text        NOT NULL,
  unit     text,
  office   text,
  due_at   timestamptz,
  added_by text        NOT NULL,
  added_at timestamptz NOT NULL,
  done_by  text,
  done_at  timestamptz,
  CHECK ((done_by IS NULL) = (done_at IS NULL))
);
CREATE INDEX incident_tasks_of ON incident_tasks (incident);

CREATE TABLE incident_links (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident   bigint      NOT NULL REFERENCES incidents,
  url        text        NOT NULL,
  text       text,
  added_by   text        NOT NULL,
  removed_at timestamptz
);
CREATE INDEX incident_links_of ON incident_links (incident);

CREATE TABLE incident_attachments (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident   bigint      NOT NULL REFERENCES incidents,
  name       text        NOT NULL,
  type       text        NOT NULL,
  sha256     text        NOT NULL,
  bytes      bytea       NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 2097152),
  added_by   text        NOT NULL,
  added_at   timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE INDEX incident_attachments_of ON incident_attachments (incident);

-- Advice that was followed: what it was, and the gauges before and thirty minutes later.
CREATE TABLE incident_advice (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident   bigint      NOT NULL REFERENCES incidents,
  advice     jsonb       NOT NULL,
  by         text        NOT NULL,
  at         timestamptz NOT NULL,
  before     jsonb       NOT NULL,
  measure_at timestamptz NOT NULL,
  after      jsonb
);
CREATE INDEX incident_advice_of ON incident_advice (incident);
CREATE INDEX incident_advice_due ON incident_advice (measure_at) WHERE after IS NULL;
