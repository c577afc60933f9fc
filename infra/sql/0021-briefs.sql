-- Briefs: what leaders read, frozen when it was issued. Written by stream/office only. Nothing in a brief is ever changed
-- or removed; what becomes known later is a revision of its own. Instants are the world's unless they are called real.

-- What is issued, and when: `daily`, `weekly` on a weekday (1 is Monday), `monthly` on a day of the month, at a time of the
-- city's clock. A brief is about the days since the issue before.
CREATE TABLE brief_periods (
  id        text    PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{0,30}$'),
  name_vi   text    NOT NULL,
  name_en   text    NOT NULL,
  every     text    NOT NULL CHECK (every IN ('daily', 'weekly', 'monthly')),
  on_day    integer NOT NULL,
  at        text    NOT NULL CHECK (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  is_on     boolean NOT NULL,
  version   integer NOT NULL,
  edited_by text    NOT NULL,
  edited_at timestamptz NOT NULL,
  CHECK (CASE every WHEN 'daily' THEN on_day = 0 WHEN 'weekly' THEN on_day BETWEEN 1 AND 7 ELSE on_day BETWEEN 1 AND 28 END)
);
INSERT INTO brief_periods (id, name_vi, name_en, every, on_day, at, is_on, version, edited_by, edited_at) VALUES
  ('day', 'Bản tin ngày', 'Daily brief', 'daily', 0, '07:00', true, 1, 'process:migrate', now()),
  ('week', 'Bản tin tuần', 'Weekly brief', 'weekly', 1, '07:00', true, 1, 'process:migrate', now());

-- `data`: canonical JSON of shared/brief/brief.ts; `known`: the registry, targets and exclusions it was worked out with;
-- `hash`: SHA-256 of both. `cut_seq`: the last frame of the log counted in it; `duty_seq`: the last one judged by rules.
CREATE TABLE briefs (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world      text        NOT NULL,
  period     text        NOT NULL,
  from_day   date        NOT NULL,
  -- Exclusive.
  to_day     date        NOT NULL CHECK (to_day > from_day),
  -- Of all its days: of an unfinished period any number may be issued, of a whole one a single one.
  is_whole   boolean     NOT NULL,
  issued_at  timestamptz NOT NULL,
  issued_by  text        NOT NULL,
  stream     text        NOT NULL,
  cut_seq    bigint      NOT NULL,
  duty_seq   bigint      NOT NULL,
  data       text        NOT NULL,
  known      text        NOT NULL,
  hash       text        NOT NULL,
  -- Real.
  made_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX briefs_whole ON briefs (world, period, from_day) WHERE is_whole;
CREATE INDEX briefs_newest ON briefs (world, id DESC);

-- The addenda: what events that came after the cut changed. `figures`: the brief's figures with them, canonical JSON;
-- `changes`: [{what, was, is}]; `before_hash`: the hash of the brief or of the revision before.
CREATE TABLE brief_revisions (
  brief       bigint      NOT NULL REFERENCES briefs,
  number      integer     NOT NULL CHECK (number > 0),
  made_at     timestamptz NOT NULL,
  made_by     text        NOT NULL,
  cut_seq     bigint      NOT NULL,
  late_events bigint      NOT NULL,
  figures     text        NOT NULL,
  changes     jsonb       NOT NULL,
  before_hash text        NOT NULL,
  hash        text        NOT NULL,
  PRIMARY KEY (brief, number)
);

-- How far late events have been looked for; the brief itself does not change by it.
CREATE TABLE brief_checks (
  brief    bigint PRIMARY KEY REFERENCES briefs,
  seen_seq bigint NOT NULL
);

CREATE FUNCTION refuse_brief_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a brief that was issued is never changed or removed (% refused)', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER briefs_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON briefs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_brief_change();
CREATE TRIGGER brief_revisions_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON brief_revisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_brief_change();

-- Who gets which briefs by e-mail; the address is the contact's, sealed there.
CREATE TABLE brief_readers (
  contact   text        NOT NULL REFERENCES contacts ON DELETE CASCADE,
  period    text        NOT NULL REFERENCES brief_periods ON DELETE CASCADE,
  language  text        NOT NULL CHECK (language IN ('vi', 'en')),
  added_by  text        NOT NULL,
  added_at  timestamptz NOT NULL,
  PRIMARY KEY (contact, period)
);

-- Letters to send, written in the transaction that issued the brief. `sending` after a crash: sent again under the same
-- Message-ID, by which the receiver knows the repeat. `why` holds no address. All instants real.
CREATE TABLE brief_letters (
  brief      bigint      NOT NULL REFERENCES briefs,
  contact    text        NOT NULL,
  language   text        NOT NULL,
  state      text        NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  attempts   integer     NOT NULL DEFAULT 0,
  next_at    timestamptz NOT NULL,
  why        text,
  settled_at timestamptz,
  PRIMARY KEY (brief, contact)
);
CREATE INDEX brief_letters_due ON brief_letters (next_at) WHERE state IN ('waiting', 'sending');
