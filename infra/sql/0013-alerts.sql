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
