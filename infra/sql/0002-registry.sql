-- The registry and what belongs to it: places, senders' keys, worlds, accounts, sessions, wall tokens, and the trail of
-- who changed what. Written by stream/office only, except sessions, which the login makes and ends. No personal data.

CREATE TABLE units (
  code       text PRIMARY KEY,
  kind       text NOT NULL,
  name_vi    text NOT NULL,
  name_en    text NOT NULL,
  lon        double precision NOT NULL,
  lat        double precision NOT NULL,
  area_km2   double precision,
  population integer
);

-- One row per asset and time span in one unit: [valid_from, valid_to). A moved asset gets a second row.
CREATE TABLE assets (
  code        text        NOT NULL,
  kind        text        NOT NULL,
  unit        text        NOT NULL REFERENCES units,
  valid_from  timestamptz NOT NULL,
  valid_to    timestamptz CHECK (valid_to > valid_from),
  lon         double precision,
  lat         double precision,
  name        text,
  placeholder boolean     NOT NULL,
  PRIMARY KEY (code, valid_from)
);
CREATE UNIQUE INDEX assets_current ON assets (code) WHERE valid_to IS NULL;

-- Which contents of a city's pack have been taken in; a pack is read again only when its hash is new.
CREATE TABLE pack_imports (
  hash        text        PRIMARY KEY,
  imported_at timestamptz NOT NULL DEFAULT now()
);

-- `secret_hash` is the SHA-256 (hex) of the token's secret part; the secret itself is nowhere.
CREATE TABLE sender_keys (
  kid         text        PRIMARY KEY,
  secret_hash text        NOT NULL,
  source      text        NOT NULL,
  world       text        NOT NULL,
  kinds       text[]      NOT NULL,
  assets      text[]      NOT NULL,
  rate_per_s  double precision NOT NULL,
  allowance_d integer     NOT NULL,
  not_before  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  revoked_at  timestamptz
);

-- Clocks of the worlds other than `live`; see shared/wire/world.ts.
CREATE TABLE worlds (
  world           text PRIMARY KEY CHECK (world <> 'live'),
  anchor_real_ms  double precision NOT NULL,
  anchor_world_ms double precision NOT NULL,
  speed           double precision NOT NULL,
  hold_at_ms      double precision,
  created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE accounts (
  name          text        PRIMARY KEY,
  password_hash text        NOT NULL,
  role          text        NOT NULL,
  created_at    timestamptz NOT NULL,
  disabled_at   timestamptz
);

-- A session ends at whichever comes first: idle_expires_at (moved on by use) or expires_at (fixed at login).
CREATE TABLE sessions (
  token_hash      text        PRIMARY KEY,
  account         text        NOT NULL REFERENCES accounts ON DELETE CASCADE,
  created_at      timestamptz NOT NULL,
  last_seen_at    timestamptz NOT NULL,
  idle_expires_at timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);

-- Read-only access for a wall screen; `world` null: any world.
CREATE TABLE wall_tokens (
  id         text        PRIMARY KEY,
  token_hash text        NOT NULL UNIQUE,
  world      text,
  label      text        NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);

-- The first answer to each command, for a repeated id. Holds no secret: an answer with one is kept without it.
CREATE TABLE commands (
  id     text        PRIMARY KEY,
  verb   text        NOT NULL,
  at     timestamptz NOT NULL,
  answer jsonb
);
CREATE INDEX commands_at ON commands (at);

CREATE TABLE audit (
  seq     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT now(),
  actor   text        NOT NULL,
  verb    text        NOT NULL,
  subject text        NOT NULL,
  detail  jsonb       NOT NULL,
  reason  text
);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit rows are never changed or removed (% refused)', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
