-- What a city's folder says, as the registry holds it: written by stream/office only. A row holds from `valid_from` to
-- before `valid_to` (civil days; null: no end), and the rows of one key never hold on the same day. `edited_by` not
-- null: set by a command rather than taken from a folder, and left alone by an import unless it is told otherwise.

-- A unit renamed or moved under another gets a second row. Units known before this were so from always.
ALTER TABLE assets DROP CONSTRAINT assets_unit_fkey;
ALTER TABLE units
  ADD COLUMN parent      text,
  ADD COLUMN placeholder boolean NOT NULL DEFAULT false,
  ADD COLUMN valid_from  date    NOT NULL DEFAULT '0001-01-01',
  ADD COLUMN valid_to    date    CHECK (valid_to > valid_from),
  ADD COLUMN edited_by   text,
  DROP CONSTRAINT units_pkey,
  ADD PRIMARY KEY (code, valid_from);
CREATE UNIQUE INDEX units_current ON units (code) WHERE valid_to IS NULL;

-- `point`: the service point or branch where a kiosk stands; `branch`: the branch a service point belongs to.
ALTER TABLE assets
  ADD COLUMN point     text,
  ADD COLUMN branch    text,
  ADD COLUMN name_en   text,
  ADD COLUMN address   text,
  ADD COLUMN opening   text,
  ADD COLUMN counters  integer,
  ADD COLUMN staff     integer,
  ADD COLUMN spaces    integer,
  ADD COLUMN operator  text,
  ADD COLUMN edited_by text;

CREATE TABLE departments (
  code        text    NOT NULL,
  name_vi     text    NOT NULL,
  name_en     text    NOT NULL,
  placeholder boolean NOT NULL,
  valid_from  date    NOT NULL,
  valid_to    date    CHECK (valid_to > valid_from),
  edited_by   text,
  PRIMARY KEY (code, valid_from)
);

-- Who answers, as an office and never a person: of a unit, of a department, or of the city.
CREATE TABLE offices (
  code       text NOT NULL,
  name_vi    text NOT NULL,
  name_en    text NOT NULL,
  unit       text,
  department text,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  edited_by  text,
  PRIMARY KEY (code, valid_from)
);

CREATE TABLE procedures (
  code           text    NOT NULL,
  name_vi        text    NOT NULL,
  name_en        text,
  field          text,
  level          text    NOT NULL CHECK (level IN ('full', 'partial', 'none')),
  statutory_days double precision,
  redesigned     boolean NOT NULL,
  placeholder    boolean NOT NULL,
  valid_from     date    NOT NULL,
  valid_to       date    CHECK (valid_to > valid_from),
  edited_by      text,
  PRIMARY KEY (code, valid_from)
);

CREATE TABLE systems (
  code                text    NOT NULL,
  name_vi             text    NOT NULL,
  name_en             text    NOT NULL,
  kind                text    NOT NULL,
  expected_interval_s integer NOT NULL,
  valid_from          date    NOT NULL,
  valid_to            date    CHECK (valid_to > valid_from),
  edited_by           text,
  PRIMARY KEY (code, valid_from)
);

CREATE TABLE operators (
  code       text NOT NULL,
  name       text NOT NULL,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  edited_by  text,
  PRIMARY KEY (code, valid_from)
);

CREATE TABLE targets (
  set             text             NOT NULL,
  kpi             text             NOT NULL,
  unit_set        text             NOT NULL,
  formula_version integer          NOT NULL,
  target          double precision NOT NULL,
  direction       text             NOT NULL,
  period          text,
  office          text,
  source          text,
  valid_from      date             NOT NULL,
  valid_to        date             CHECK (valid_to > valid_from),
  edited_by       text,
  PRIMARY KEY (set, kpi, unit_set, valid_from)
);

CREATE TABLE calendar_days (
  date      date NOT NULL,
  kind      text NOT NULL,
  name_vi   text NOT NULL,
  name_en   text NOT NULL,
  status    text,
  source    text,
  edited_by text,
  PRIMARY KEY (date, kind)
);

-- From `valid_from` on, what was counted for the old unit is the new one's when it is read (merged, split, renumbered).
CREATE TABLE unit_successions (
  old_unit   text NOT NULL,
  new_unit   text NOT NULL,
  valid_from date NOT NULL,
  edited_by  text,
  PRIMARY KEY (old_unit, new_unit, valid_from)
);

-- What is said of the city as a whole: each part of pack.yaml, and `alerts`, as canonical JSON text.
CREATE TABLE city_settings (
  key        text NOT NULL,
  value      text NOT NULL,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  edited_by  text,
  PRIMARY KEY (key, valid_from)
);

-- A pack on its way in, in parts small enough for any message. Removed once taken in, or after an hour.
CREATE TABLE pack_uploads (
  upload text        NOT NULL,
  part   integer     NOT NULL,
  bytes  bytea       NOT NULL,
  at     timestamptz NOT NULL,
  PRIMARY KEY (upload, part)
);
