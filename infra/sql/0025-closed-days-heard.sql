-- What the events of a day said when its closing was proposed, site by site: a closed day is read from it instead of from a day's
-- events. Closings made before this have none, and are read from events.
ALTER TABLE money_closings ADD COLUMN heard json;
