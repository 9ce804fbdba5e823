-- The part chatrooms, from version 1 to 2: an account counts its rooms, rooms are known by the tokens that
-- they were created with, and the database has a secret. No table of version 1 changes.
-- Runs before V2 or after it, and also where V2 is not run.

-- DDL is not transactional here: each statement can be repeated after an interrupted run.

-- A row of its own: adding members shares the row of the account, and creating rooms must not wait for that.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}account_rooms (
  account_id VARBINARY(512) NOT NULL,
  room_count INTEGER NOT NULL,
  PRIMARY KEY (account_id),
  CONSTRAINT ${prefix}account_room_count CHECK (room_count >= 0)
);

-- Which rooms were created with a token. Two digests of 64 hexadecimal digits say who created the room with which
-- token, and what was asked for.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}room_creation (
  account_id VARBINARY(512) NOT NULL,
  creation_key VARCHAR(64) NOT NULL,
  creation_content VARCHAR(64) NOT NULL,
  room_id VARBINARY(512) NOT NULL,
  PRIMARY KEY (account_id, creation_key),
  CONSTRAINT ${prefix}creation_of_room FOREIGN KEY (account_id, room_id)
    REFERENCES ${schema}${prefix}room (account_id, room_id) ON DELETE CASCADE
);

-- One row: the tokens of pages are made with its bytes, so whoever reads it can make such tokens.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}secret (
  purpose VARCHAR(32) NOT NULL,
  secret VARBINARY(32) NOT NULL,
  PRIMARY KEY (purpose)
);

INSERT INTO ${schema}${prefix}secret (purpose, secret)
  SELECT 'page tokens', SECURE_RAND(32)
  WHERE NOT EXISTS (SELECT 1 FROM ${schema}${prefix}secret WHERE purpose = 'page tokens');

INSERT INTO ${schema}${prefix}account_rooms (account_id, room_count)
  SELECT r.account_id, COUNT(*) FROM ${schema}${prefix}room r
  WHERE NOT EXISTS (SELECT 1 FROM ${schema}${prefix}account_rooms n WHERE n.account_id = r.account_id)
  GROUP BY r.account_id;

UPDATE ${schema}${prefix}schema_part SET version = 2 WHERE part = 'chatrooms' AND version = 1;
