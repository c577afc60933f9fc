-- Parking money: how banks' statements are read, what they say, what persons say of differences, and days that are closed.
-- Written by stream/office only; every change is in the audit trail too. Of a statement only the date, the amount, the
-- bank's number of the transfer and what it is for are kept: no payer, no account, no words.

-- A few rows a day and operator among millions of others: found without reading a day's events.
CREATE INDEX events_parking_settled ON events (world, time) WHERE type = 'parking.settled';

-- How the statements of one bank about one operator's transfers are read (shared/money/statement/mapping.ts).
CREATE TABLE money_mappings (
  code      text        PRIMARY KEY,
  operator  text        NOT NULL,
  mapping   jsonb       NOT NULL,
  edited_by text        NOT NULL,
  edited_at timestamptz NOT NULL
);

-- A statement that was taken in. The same content a second time changes nothing while its lines are there.
CREATE TABLE money_statements (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world       text        NOT NULL,
  mapping     text        NOT NULL,
  operator    text        NOT NULL,
  hash        text        NOT NULL,
  from_day    date        NOT NULL,
  to_day      date        NOT NULL,
  lines       integer     NOT NULL,
  added       integer     NOT NULL,
  imported_by text        NOT NULL,
  imported_at timestamptz NOT NULL
);
CREATE INDEX money_statements_hash ON money_statements (world, operator, hash);

-- One transfer, once, in however many statements it stands: `identity` is a hash of what it says.
CREATE TABLE money_lines (
  id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world      text    NOT NULL,
  operator   text    NOT NULL,
  identity   text    NOT NULL,
  statement  bigint  NOT NULL REFERENCES money_statements,
  row_number integer NOT NULL,
  booked     date    NOT NULL,
  amount_vnd bigint  NOT NULL,
  number     text,
  -- What it is for; without a day it names nothing of ours.
  day        date,
  site       text,
  method     text,
  text_hash  text,
  UNIQUE (world, operator, identity)
);
CREATE INDEX money_lines_day ON money_lines (world, day);
CREATE INDEX money_lines_booked ON money_lines (world, booked);
CREATE INDEX money_lines_statement ON money_lines (statement);
CREATE INDEX money_lines_number ON money_lines (world, operator, number);

-- What persons said of differences; the last word on one stands, for the amount it was said of.
CREATE TABLE money_explanations (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world      text        NOT NULL,
  day        date        NOT NULL,
  difference text        NOT NULL,
  amount_vnd bigint      NOT NULL,
  words      text        NOT NULL,
  said_by    text        NOT NULL,
  said_at    timestamptz NOT NULL
);
CREATE INDEX money_explanations_day ON money_explanations (world, day);

-- The closing of a day: proposed by one person with its figures, approved by another. Closed figures never change; what
-- comes later is told beside them. Reopened: another proposal may follow, and this one stays as it was.
CREATE TABLE money_closings (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  world         text        NOT NULL,
  day           date        NOT NULL,
  state         text        NOT NULL CHECK (state IN ('proposed', 'closed', 'rejected', 'withdrawn', 'reopened')),
  figures       json        NOT NULL,
  hash          text        NOT NULL,
  seq           bigint      NOT NULL,
  reason        text        NOT NULL,
  proposed_by   text        NOT NULL,
  proposed_at   timestamptz NOT NULL,
  decided_by    text,
  decided_at    timestamptz,
  note          text,
  reopened_by   text,
  reopened_at   timestamptz,
  reopen_reason text,
  CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (state = 'withdrawn' OR decided_by <> proposed_by),
  CHECK ((state = 'reopened') = (reopened_by IS NOT NULL))
);
CREATE UNIQUE INDEX money_closings_current ON money_closings (world, day) WHERE state IN ('proposed', 'closed');
