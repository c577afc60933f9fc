-- Whose account it is: `unit` is the one unit that an account with the role unit acts for. Who logs in with the city's own
-- account has no password here; `external_id` is the issuer and its name for the person, and no other part of the person.
ALTER TABLE accounts
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD COLUMN unit        text,
  ADD COLUMN external_id text UNIQUE,
  ADD CHECK (unit IS NULL OR role = 'unit'),
  ADD CHECK (password_hash IS NOT NULL OR external_id IS NOT NULL);

-- The trail as a chain: `hash` is of the row and of `prev`, the hash of the row before (shared/store/audit-chain.ts). Rows
-- from before this have neither; the first row of the chain is chained to what they hold. No two rows follow one row.
ALTER TABLE audit
  ADD COLUMN prev text UNIQUE,
  ADD COLUMN hash text,
  ADD CHECK ((prev IS NULL) = (hash IS NULL));
