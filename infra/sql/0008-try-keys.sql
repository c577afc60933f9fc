-- Test keys: which account may see what arrived with a key. The key itself is in sender_keys.
CREATE TABLE try_keys (
  kid     text PRIMARY KEY REFERENCES sender_keys ON DELETE CASCADE,
  account text NOT NULL REFERENCES accounts ON DELETE CASCADE
);
CREATE INDEX try_keys_account ON try_keys (account);
