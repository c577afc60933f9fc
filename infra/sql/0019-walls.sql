-- What the screens on the walls show, wall by wall: `body` is its settings as canonical JSON, written by stream/office only.
-- `edited_by` not null: set by a command rather than taken from a folder, and left alone by an import unless it is told otherwise.
CREATE TABLE walls (
  id         text        NOT NULL,
  body       text        NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz CHECK (valid_to > valid_from),
  edited_by  text,
  PRIMARY KEY (id, valid_from)
);
CREATE UNIQUE INDEX walls_current ON walls (id) WHERE valid_to IS NULL;
