-- Who is on duty, whom an incident reaches and what became of each message. Written by stream/duty only. What a message
-- says is made from the incident when it is sent; no row but a sealed one holds an address.

-- `phone_sealed`, `email_sealed`: AES-256-GCM under a key of the data folder. `version` is what a command must expect.
CREATE TABLE contacts (
  id           text        PRIMARY KEY,
  office       text        UNIQUE,
  account      text        UNIQUE,
  name_vi      text        NOT NULL,
  name_en      text        NOT NULL,
  phone_sealed bytea,
  email_sealed bytea,
  deputy       text        REFERENCES contacts ON DELETE SET NULL,
  hours        text,
  quiet        text,
  channels     text[]      NOT NULL,
  drills       boolean     NOT NULL DEFAULT false,
  version      integer     NOT NULL,
  edited_by    text        NOT NULL,
  edited_at    timestamptz NOT NULL
);

-- How messages leave. `settings` without the secret; of `heartbeat` an address outside that misses us.
CREATE TABLE channels (
  kind          text        PRIMARY KEY CHECK (kind IN ('email', 'sms', 'webhook', 'zalo', 'heartbeat')),
  settings      jsonb       NOT NULL,
  secret_sealed bytea,
  -- Of Zalo: what its tokens are now.
  tokens_sealed bytea,
  version       integer     NOT NULL,
  edited_by     text        NOT NULL,
  edited_at     timestamptz NOT NULL
);

-- `layers`: see rotaLayer in shared/wire/rota-commands.ts; of several that cover an instant the last one holds.
CREATE TABLE rotas (
  id        text        PRIMARY KEY,
  name_vi   text        NOT NULL,
  name_en   text        NOT NULL,
  layers    jsonb       NOT NULL,
  version   integer     NOT NULL,
  edited_by text        NOT NULL,
  edited_at timestamptz NOT NULL
);

CREATE TABLE rota_overrides (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rota       text        NOT NULL REFERENCES rotas ON DELETE CASCADE,
  contact    text        NOT NULL REFERENCES contacts ON DELETE CASCADE,
  from_at    timestamptz NOT NULL,
  to_at      timestamptz NOT NULL CHECK (to_at > from_at),
  made_by    text        NOT NULL,
  made_at    timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE INDEX rota_overrides_rota ON rota_overrides (rota, to_at) WHERE removed_at IS NULL;

-- `body`: see chain in shared/wire/notify-commands.ts; the lowest position that fits an incident holds.
CREATE TABLE chains (
  id        text        PRIMARY KEY,
  position  integer     NOT NULL,
  body      jsonb       NOT NULL,
  version   integer     NOT NULL,
  edited_by text        NOT NULL,
  edited_at timestamptz NOT NULL
);

-- One row per incident, or alert of no incident, that somebody must take. `next_at`: world time of the next step; null: it
-- rests, because somebody has it or it is over. `chain` is a copy, so that an edit does not change what is under way.
CREATE TABLE escalations (
  subject     text        PRIMARY KEY CHECK (subject ~ '^(incident|alert):[0-9]+$'),
  world       text        NOT NULL,
  chain       jsonb       NOT NULL,
  priority    text        NOT NULL,
  step        integer     NOT NULL,
  round       integer     NOT NULL,
  next_at     timestamptz,
  reason      text        NOT NULL,
  stage       text        NOT NULL CHECK (stage IN ('running', 'taken', 'spent', 'over')),
  started_at  timestamptz NOT NULL,
  -- What was seen of the subject last: a change of it by a person is progress.
  progress_at timestamptz NOT NULL
);
CREATE INDEX escalations_due ON escalations (next_at) WHERE next_at IS NOT NULL;

-- The outbox: one row per contact who is to be told one thing, written in the transaction that gave rise to it.
-- `dedupe` makes the same thing told twice one row. `says`: what the message is made of; never an address or a name.
CREATE TABLE notices (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world       text        NOT NULL,
  subject     text        NOT NULL,
  incident    bigint,
  alert       bigint,
  reason      text        NOT NULL,
  priority    text        NOT NULL,
  is_exercise boolean     NOT NULL,
  step        integer,
  round       integer,
  contact     text,
  -- Only this way, as a test is sent; null: the contact's ways in turn.
  channel     text,
  -- The contact in whose place this one is told.
  instead_of  text,
  dedupe      text        NOT NULL UNIQUE,
  says        jsonb       NOT NULL,
  state       text        NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'simulated', 'superseded', 'nobody')),
  why         text,
  message     bigint,
  at          timestamptz NOT NULL,
  made_at     timestamptz NOT NULL,
  due_at      timestamptz NOT NULL,
  settled_at  timestamptz
);
CREATE INDEX notices_waiting ON notices (contact, due_at) WHERE state = 'waiting';
CREATE INDEX notices_incident ON notices (incident) WHERE incident IS NOT NULL;
CREATE INDEX notices_subject ON notices (subject);
CREATE INDEX notices_world ON notices (world, id);

-- What goes out as one: the notices that waited for one contact. `next_at`: when it is tried again; null: settled.
-- `passed_on`: every way was tried in vain, and somebody else was told.
CREATE TABLE messages (
  id        bigint     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The same at every attempt, so that a receiver can tell a repeat.
  key       text        NOT NULL UNIQUE,
  contact   text        NOT NULL,
  -- Only this way; null: the contact's ways in turn.
  channel   text,
  grade     text        NOT NULL CHECK (grade IN ('alert', 'status', 'test')),
  priority  text        NOT NULL,
  made_at   timestamptz NOT NULL,
  next_at   timestamptz,
  state     text        NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  passed_on boolean     NOT NULL DEFAULT false
);
CREATE INDEX messages_due ON messages (next_at) WHERE next_at IS NOT NULL;

-- Every attempt, noted before it is made and again when its end is known. One still `sending` after a crash is `unknown`.
CREATE TABLE deliveries (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message    bigint      NOT NULL REFERENCES messages ON DELETE CASCADE,
  contact    text        NOT NULL,
  channel    text        NOT NULL,
  grade      text        NOT NULL,
  state      text        NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'refused', 'unknown')),
  started_at timestamptz NOT NULL,
  ended_at   timestamptz,
  answer     text
);
CREATE INDEX deliveries_message ON deliveries (message);
CREATE INDEX deliveries_contact ON deliveries (contact, started_at);
CREATE INDEX deliveries_channel ON deliveries (channel, started_at);

-- A shift handed over: what was open, and who took it. `content`: see ShiftContent in shared/wire/shift-commands.ts.
CREATE TABLE handovers (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world       text        NOT NULL,
  made_by     text        NOT NULL,
  made_for    text,
  offered_at  timestamptz NOT NULL,
  note        text        NOT NULL,
  content     jsonb       NOT NULL,
  state       text        NOT NULL CHECK (state IN ('offered', 'accepted', 'refused', 'withdrawn')),
  answered_by text,
  answered_at timestamptz,
  answer      text        NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX handovers_offered ON handovers (world) WHERE state = 'offered';
CREATE INDEX handovers_world ON handovers (world, id);

-- What every city begins with: a desk nobody is on yet, and whom its incidents reach.
INSERT INTO rotas (id, name_vi, name_en, layers, version, edited_by, edited_at)
VALUES ('truc-ban', 'Trực ban trung tâm', 'Duty desk', '[]', 1, 'process:migrate', now());
INSERT INTO chains (id, position, body, version, edited_by, edited_at) VALUES
  ('khan', 10, '{"id": "khan", "nameVi": "Khẩn (P1)", "nameEn": "Urgent (P1)", "priorities": ["P1"], "owners": [],
    "hours": "24/7", "rounds": 2, "progressMin": 30, "steps": [
      {"afterMin": 0, "tell": [{"kind": "rota", "rota": "truc-ban"}]},
      {"afterMin": 5, "tell": [{"kind": "rota", "rota": "truc-ban"}, {"kind": "owner"}]},
      {"afterMin": 10, "tell": [{"kind": "everybody"}]}]}', 1, 'process:migrate', now()),
  ('thuong', 20, '{"id": "thuong", "nameVi": "Thường (P2)", "nameEn": "Ordinary (P2)", "priorities": ["P2"], "owners": [],
    "hours": "24/7", "rounds": 1, "progressMin": 60, "steps": [
      {"afterMin": 0, "tell": [{"kind": "rota", "rota": "truc-ban"}]},
      {"afterMin": 15, "tell": [{"kind": "rota", "rota": "truc-ban"}, {"kind": "owner"}]}]}', 1, 'process:migrate', now()),
  ('thap', 30, '{"id": "thap", "nameVi": "Thấp (P3)", "nameEn": "Low (P3)", "priorities": ["P3"], "owners": [],
    "hours": "Mo-Fr 08:00-17:00", "rounds": 0, "progressMin": 480, "steps": [
      {"afterMin": 0, "tell": [{"kind": "rota", "rota": "truc-ban"}]}]}', 1, 'process:migrate', now());
