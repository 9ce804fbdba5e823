-- The part chatrooms, from version 1 to 2: an account counts its rooms, rooms are known by the tokens that
-- they were created with, and the database has a secret. No table of version 1 changes.
-- Runs before V2 or after it, and also where V2 is not run.

-- A row of its own: adding members shares the row of the account, and creating rooms must not wait for that.
CREATE TABLE ${schema}${prefix}account_rooms (
  account_id VARCHAR(128) COLLATE "C" NOT NULL,
  room_count INTEGER NOT NULL,
  PRIMARY KEY (account_id),
  CONSTRAINT ${prefix}account_room_count CHECK (room_count >= 0)
);

-- Which rooms were created with a token. Two digests of 64 hexadecimal digits say who created the room with which
-- token, and what was asked for.
CREATE TABLE ${schema}${prefix}room_creation (
  account_id VARCHAR(128) COLLATE "C" NOT NULL,
  creation_key VARCHAR(64) NOT NULL,
  creation_content VARCHAR(64) NOT NULL,
  room_id VARCHAR(128) COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, creation_key),
  CONSTRAINT ${prefix}creation_of_room FOREIGN KEY (account_id, room_id)
    REFERENCES ${schema}${prefix}room (account_id, room_id) ON DELETE CASCADE
);

CREATE INDEX ${prefix}created_rooms_index
  ON ${schema}${prefix}room_creation (account_id, room_id);

-- One row: the tokens of pages are made with its bytes, so whoever reads it can make such tokens.
CREATE TABLE ${schema}${prefix}secret (
  purpose VARCHAR(32) NOT NULL,
  secret BYTEA NOT NULL,
  PRIMARY KEY (purpose)
);

-- Three random UUIDs have 366 random bits, from the server's cryptographic generator.
INSERT INTO ${schema}${prefix}secret (purpose, secret)
  VALUES ('page tokens',
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

INSERT INTO ${schema}${prefix}account_rooms (account_id, room_count)
  SELECT r.account_id, COUNT(*) FROM ${schema}${prefix}room r GROUP BY r.account_id;

UPDATE ${schema}${prefix}schema_part SET version = 2 WHERE part = 'chatrooms' AND version = 1;
