-- How far forecasts were off, measured by the office once a night over days gone by, beside the naive forecast of the same
-- days. A version is one night's measuring of one world. `kind`: queue-length (people), queue-wait (ms) or kpi:<id> (in
-- the KPI's unit); `horizon`: minutes ahead of a queue, days left of a month. `subject`: a place, or '' for all of them.
CREATE TABLE forecast_errors (
  world     text             NOT NULL,
  version   bigint           NOT NULL,
  made_at   timestamptz      NOT NULL,
  -- The civil days measured, the second exclusive.
  from_day  date             NOT NULL,
  to_day    date             NOT NULL,
  kind      text             NOT NULL,
  subject   text             NOT NULL,
  horizon   integer          NOT NULL,
  n         bigint           NOT NULL CHECK (n > 0),
  mae       double precision NOT NULL,
  mae_naive double precision NOT NULL,
  -- How often the forecast, and how often the naive one, was nearer; the rest were equally near.
  wins      bigint           NOT NULL,
  losses    bigint           NOT NULL,
  -- How often what came lay in the interval told; null: none was told.
  inside    bigint,
  PRIMARY KEY (world, version, kind, subject, horizon)
);
