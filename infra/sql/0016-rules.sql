-- What calls the duty officer, rule by rule: `body` is the rule as canonical JSON, `enabled` false one that was switched off.
-- Until now the city's settings held them all in one row.
CREATE TABLE rules (
  id         text        NOT NULL,
  body       text        NOT NULL,
  enabled    boolean     NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz CHECK (valid_to > valid_from),
  edited_by  text,
  PRIMARY KEY (id, valid_from)
);
CREATE UNIQUE INDEX rules_current ON rules (id) WHERE valid_to IS NULL;

CREATE FUNCTION pg_temp.canonical(document jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE jsonb_typeof(document)
    WHEN 'object' THEN (
      SELECT '{' || coalesce(string_agg(to_json(key)::text || ':' || pg_temp.canonical(value), ',' ORDER BY key COLLATE "C"), '') || '}'
      FROM jsonb_each(document))
    WHEN 'array' THEN (
      SELECT '[' || coalesce(string_agg(pg_temp.canonical(value), ',' ORDER BY place), '') || ']'
      FROM jsonb_array_elements(document) WITH ORDINALITY AS item (value, place))
    ELSE document::text
  END;
END $$;
INSERT INTO rules (id, body, enabled, valid_from, valid_to, edited_by)
SELECT rule ->> 'id', pg_temp.canonical(rule), true, greatest(valid_from, '2000-01-01')::timestamptz, valid_to::timestamptz, edited_by
FROM city_settings, jsonb_array_elements(value::jsonb) AS rule
WHERE key = 'rules';
DELETE FROM city_settings WHERE key = 'rules';

-- What a rule, new or changed, would have done in the past beside all others. `rule_hash` tells the rule that was tried,
-- `rules_hash` all of them; only with both as they were tried may it be saved.
CREATE TABLE rule_back_tests (
  id         bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule       text             NOT NULL,
  body       text             NOT NULL,
  rule_hash  text             NOT NULL,
  rules_hash text             NOT NULL,
  world      text             NOT NULL,
  days       integer          NOT NULL,
  asked_by   text             NOT NULL,
  asked_at   timestamptz      NOT NULL,
  state      text             NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  -- How far it is, from 0 to 1, and when that was last told: one that says nothing for a while runs no more.
  progress   double precision NOT NULL DEFAULT 0,
  told_at    timestamptz      NOT NULL,
  -- What came of it, or why it failed.
  result     json,
  fault      text
);
CREATE INDEX rule_back_tests_rule ON rule_back_tests (rule, id DESC);

-- What hours of the week usually count, measured by the office once a night from the weeks before. A version is one night of
-- one world; `slot`: hours since Monday 00:00 of the city's wall. `stat`: n or sum.
CREATE TABLE baselines (
  world   text             NOT NULL,
  version bigint           NOT NULL,
  made_at timestamptz      NOT NULL,
  -- The civil day from which it holds: all it was made of lies before.
  day     date             NOT NULL,
  metric  text             NOT NULL,
  dim     text             NOT NULL,
  stat    text             NOT NULL CHECK (stat IN ('n', 'sum')),
  unit    text             NOT NULL,
  slot    smallint         NOT NULL CHECK (slot BETWEEN 0 AND 167),
  median  double precision NOT NULL,
  spread  double precision NOT NULL,
  weeks   integer          NOT NULL,
  PRIMARY KEY (world, version, metric, dim, stat, unit, slot)
);
CREATE INDEX baselines_day ON baselines (world, day);

-- What was handed to rules of forecasts and KPIs, at an instant of its world, so that a past can be judged by what was known
-- then. `ahead`: [[instant, value], …] for what is to come.
CREATE TABLE rule_readings (
  world text             NOT NULL,
  name  text             NOT NULL,
  at    timestamptz      NOT NULL,
  time  timestamptz      NOT NULL,
  value double precision,
  ahead json,
  PRIMARY KEY (world, at, name)
);
