-- Drills: a scenario played as an exercise in a world of its own, `drill:<id>`. Written by stream/office only. What happened in a
-- drill is in its world's own events, alerts and incidents; how it was judged is kept here once it has ended.
CREATE TABLE drills (
  id           text        PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,30}$'),
  scenario     text        NOT NULL,
  name_vi      text        NOT NULL,
  name_en      text        NOT NULL,
  -- shared/drill/expects.ts
  expects      jsonb       NOT NULL,
  -- World time at which what goes wrong begins.
  begins_at    timestamptz NOT NULL,
  -- Real.
  started_by   text        NOT NULL,
  started_at   timestamptz NOT NULL,
  ended_by     text,
  ended_at     timestamptz,
  -- shared/drill/judge-drill.ts; as it stood when the drill was ended.
  judgement    jsonb,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (judgement IS NULL))
);
CREATE INDEX drills_newest ON drills (started_at DESC);
