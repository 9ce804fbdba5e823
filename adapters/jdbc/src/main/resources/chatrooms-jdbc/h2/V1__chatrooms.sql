-- Accounts, rooms and who is in them. ${schema} is empty or ends with a dot; ${prefix} begins each name.
-- Ids are UTF-8 bytes, so that they compare and are ordered by code point: H2 orders text by UTF-16 unit.
-- UTF8TOSTRING(account_id) shows one. The length of text, too, is in UTF-16 units.
-- Times are milliseconds since 1970, UTC. A version changes whenever the rest of its row does, save for
-- the counts, and begins at random, so that what is removed and comes again is told from what was there.

-- No transaction holds these statements together: whoever was stopped among them begins again.

CREATE TABLE IF NOT EXISTS ${schema}${prefix}account (
  account_id VARBINARY(512) NOT NULL,
  account_type VARCHAR(32) NOT NULL,
  status VARCHAR(32) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account_id)
);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}room (
  account_id VARBINARY(512) NOT NULL,
  room_id VARBINARY(512) NOT NULL,
  name VARCHAR(4096) NOT NULL,
  created_by VARCHAR(4096) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  invite_policy VARCHAR(32) NOT NULL,
  membership_limit INTEGER NOT NULL,
  membership_count INTEGER NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account_id, room_id),
  CONSTRAINT ${prefix}room_has_seats CHECK (membership_count BETWEEN 0 AND membership_limit)
);

-- Where the host keeps the members, a row only counts the rooms of one.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}member (
  account_id VARBINARY(512) NOT NULL,
  member_id VARBINARY(512) NOT NULL,
  member_type VARCHAR(32),
  email VARCHAR(4096),
  full_name VARCHAR(4096),
  state VARCHAR(32),
  room_count INTEGER NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account_id, member_id),
  CONSTRAINT ${prefix}member_counts_rooms CHECK (room_count >= 0)
);

CREATE TABLE IF NOT EXISTS ${schema}${prefix}room_membership (
  account_id VARBINARY(512) NOT NULL,
  room_id VARBINARY(512) NOT NULL,
  member_id VARBINARY(512) NOT NULL,
  role VARCHAR(32) NOT NULL,
  invited_by VARCHAR(4096) NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, room_id, member_id),
  CONSTRAINT ${prefix}membership_in_room FOREIGN KEY (account_id, room_id)
    REFERENCES ${schema}${prefix}room (account_id, room_id)
);

CREATE INDEX IF NOT EXISTS ${prefix}rooms_of_member
  ON ${schema}${prefix}room_membership (account_id, member_id, room_id);

-- What has been put up: V1 is chatrooms, V2 is members.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}schema_part (
  part VARCHAR(32) NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (part)
);

INSERT INTO ${schema}${prefix}schema_part (part, version) VALUES ('chatrooms', 1);
