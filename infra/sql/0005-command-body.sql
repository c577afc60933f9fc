-- What a command's body was, as a hash without its password: an id that is used again for something else is refused, not
-- answered with what became of the first. Rows from before this column match any body.

ALTER TABLE commands ADD COLUMN body_hash text;
