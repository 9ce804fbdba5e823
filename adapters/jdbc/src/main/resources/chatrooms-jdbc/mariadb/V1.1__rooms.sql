-- The part chatrooms, from version 1 to 2: an account counts its rooms, rooms are known by the tokens that
-- they were created with, and the database has a secret. No table of version 1 changes.
-- Runs before V2 or after it, and also where V2 is not run.
-- RANDOM_BYTES exists from 10.10 on. Insert 32 random bytes yourself on a server that lacks it.

-- DDL is not transactional here: each statement can be repeated after an interrupted run.

-- A row of its own: adding members shares the row of the account, and creating rooms must not wait for that.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}account_rooms (
  account_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  room_count INTEGER NOT NULL,
  PRIMARY KEY (account_id),
  CONSTRAINT ${prefix}account_room_count CHECK (room_count >= 0)
) ENGINE = InnoDB;

-- Which rooms were created with a token. Two digests of 64 hexadecimal digits say who created the room with which
-- token, and what was asked for.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}room_creation (
  account_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  creation_key VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  creation_content VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  room_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  PRIMARY KEY (account_id, creation_key),
  KEY ${prefix}created_rooms_index (account_id, room_id),
  CONSTRAINT ${prefix}creation_of_room FOREIGN KEY (account_id, room_id)
    REFERENCES ${schema}${prefix}room (account_id, room_id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- One row: the tokens of pages are made with its bytes, so whoever reads it can make such tokens.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}secret (
  purpose VARCHAR(32) NOT NULL,
  secret VARBINARY(32) NOT NULL,
  PRIMARY KEY (purpose)
) ENGINE = InnoDB;

INSERT INTO ${schema}${prefix}secret (purpose, secret)
  SELECT 'page tokens', RANDOM_BYTES(32)
  WHERE NOT EXISTS (SELECT 1 FROM ${schema}${prefix}secret WHERE purpose = 'page tokens');

INSERT INTO ${schema}${prefix}account_rooms (account_id, room_count)
  SELECT r.account_id, COUNT(*) FROM ${schema}${prefix}room r
  WHERE NOT EXISTS (SELECT 1 FROM ${schema}${prefix}account_rooms n WHERE n.account_id = r.account_id)
  GROUP BY r.account_id;

UPDATE ${schema}${prefix}schema_part SET version = 2 WHERE part = 'chatrooms' AND version = 1;
