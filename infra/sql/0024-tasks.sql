-- What a leader orders and what became of it. Written by stream/office only, but for `told_at` of a call, which the duty
-- process sets when the call lies in its outbox. Tasks of incidents stay where duty keeps them (`incident_tasks`); readings
-- unite both (decision 27). Instants are the world's.

-- The five that make an order clear: who (`office`), what (`work`), by when (`due_at`), who answers for what
-- (`responsibility`), what is handed in (`product`). From `state` to `settled_at` it is what its entries come to.
CREATE TABLE tasks (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world          text        NOT NULL,
  -- What it was given about: `kpi:…`, `incident:…`, `brief:…`; null: nothing on a page.
  origin         text        CHECK (origin ~ '^(kpi|incident|brief|staff):.+$'),
  -- The number or sentence it was given about, as it stood then, and the leader's own note.
  about          text,
  note           text,
  work           text        NOT NULL CHECK (work <> ''),
  product        text        NOT NULL CHECK (product <> ''),
  responsibility text        NOT NULL CHECK (responsibility <> ''),
  -- An office of the city, and the unit whose office that is; null: of a department or of the city.
  office         text        NOT NULL,
  unit           text,
  given_by       text        NOT NULL,
  given_at       timestamptz NOT NULL,
  first_due_at   timestamptz NOT NULL CHECK (first_due_at > given_at),
  due_at         timestamptz NOT NULL CHECK (due_at >= first_due_at),
  state          text        NOT NULL CHECK (state IN ('issued', 'delivered', 'read', 'working', 'done', 'accepted', 'withdrawn')),
  -- An extension that nobody has decided on: until when.
  asked_due_at   timestamptz CHECK (asked_due_at > due_at),
  extensions     integer     NOT NULL DEFAULT 0,
  done_at        timestamptz,
  settled_at     timestamptz,
  version        integer     NOT NULL DEFAULT 1,
  CHECK ((settled_at IS NULL) = (state NOT IN ('accepted', 'withdrawn'))),
  CHECK ((state IN ('done', 'accepted')) <= (done_at IS NOT NULL))
);
CREATE INDEX tasks_open ON tasks (world, due_at) WHERE settled_at IS NULL;
CREATE INDEX tasks_given ON tasks (world, given_at DESC, id DESC);
CREATE INDEX tasks_origin ON tasks (origin) WHERE origin IS NOT NULL;

-- Every move of a task, with who and when. Nothing in it is changed or removed; `detail` is a TaskMove (shared/tasks/task-moves.ts).
CREATE TABLE task_entries (
  id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task   bigint      NOT NULL REFERENCES tasks,
  at     timestamptz NOT NULL,
  by     text        NOT NULL,
  detail jsonb       NOT NULL
);
CREATE INDEX task_entries_of ON task_entries (task, id);

-- Evidence: what a task was reported done with.
CREATE TABLE task_files (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task     bigint      NOT NULL REFERENCES tasks,
  name     text        NOT NULL,
  type     text        NOT NULL,
  sha256   text        NOT NULL,
  bytes    bytea       NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 2097152),
  added_by text        NOT NULL,
  added_at timestamptz NOT NULL
);
CREATE INDEX task_files_of ON task_files (task);

-- Whom a task calls when, world time. Those not told yet are planned anew after each move.
CREATE TABLE task_calls (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task     bigint      NOT NULL REFERENCES tasks,
  world    text        NOT NULL,
  kind     text        NOT NULL,
  audience text        NOT NULL CHECK (audience IN ('responsible', 'giver', 'superior')),
  at       timestamptz NOT NULL,
  -- Real.
  told_at  timestamptz,
  UNIQUE (task, kind, audience, at)
);
CREATE INDEX task_calls_due ON task_calls (world, at) WHERE told_at IS NULL;

-- A task of an incident as it stood is read off timelines, wherever it was before incidents were merged.
CREATE INDEX incident_entries_task ON incident_entries ((detail -> 'task')) WHERE kind = 'task';

-- Staff of a service point beside its establishment, or away from it, for a time: people are counts, never names.
CREATE TABLE staff_moves (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world      text        NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('move', 'transfer', 'lawyers', 'volunteers')),
  -- The point that gives them; null: they come from outside the points.
  from_point text,
  to_point   text        NOT NULL,
  people     integer     NOT NULL CHECK (people BETWEEN 1 AND 200),
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL CHECK (to_at > from_at),
  why        text        NOT NULL CHECK (why <> ''),
  -- What it was expected to do, as said when it was made; null: nobody worked it out.
  expected   jsonb,
  made_by    text        NOT NULL,
  made_at    timestamptz NOT NULL,
  ended_by   text,
  ended_at   timestamptz,
  -- Of the point that gets them: when it began, and again later.
  before     jsonb,
  measure_at timestamptz NOT NULL,
  after      jsonb,
  CHECK (from_point IS DISTINCT FROM to_point),
  CHECK ((kind = 'move') = (from_point IS NOT NULL)),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
CREATE INDEX staff_moves_time ON staff_moves (world, to_at);
CREATE INDEX staff_moves_due ON staff_moves (measure_at) WHERE after IS NULL;
