-- Since when an incident is graver than whoever has it has seen: an alert raised it after it was taken. null: it is not, or
-- a person has done something to it since.
ALTER TABLE incidents ADD COLUMN raised_at timestamptz CHECK (raised_at IS NULL OR owner IS NOT NULL);
