-- A second factor at login: the secret of an account's time-based codes, sealed with `secrets/accounts` of the data folder,
-- and recovery codes, hashed. It counts from `confirmed_at`, when its owner has shown to hold it. `last_step` is the time
-- step of the last code taken: none is taken twice.
CREATE TABLE second_factors (
  account      text        PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  secret       bytea       NOT NULL,
  offered_at   timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step    integer     NOT NULL DEFAULT 0
);

CREATE TABLE recovery_codes (
  account   text        NOT NULL REFERENCES second_factors ON DELETE CASCADE,
  code_hash text        NOT NULL,
  used_at   timestamptz,
  PRIMARY KEY (account, code_hash)
);
