-- Accounts, rooms, members and memberships. ${schema} is empty or ends with a dot; every name starts with ${prefix}.
-- Ids are stored as UTF-8 bytes, so they compare exactly and sort by code point: H2 sorts text by UTF-16 unit.
-- UTF8TOSTRING(account_id) displays one. The length of a text column, too, counts UTF-16 units.
-- Times are milliseconds since 1970, UTC. A version starts at a random number and changes whenever the row is
-- saved, so a row that was deleted and inserted again has another version. A room's version also changes when a
-- membership of it ends or changes its role. Counts alone do not change a version.

-- DDL is not transactional here: each statement can be repeated after an interrupted run.

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
  administrator_count INTEGER NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account_id, room_id),
  CONSTRAINT ${prefix}room_memberships CHECK (membership_count BETWEEN 0 AND membership_limit),
  CONSTRAINT ${prefix}room_administrators CHECK (administrator_count BETWEEN 0 AND membership_count)
);

-- Where the host keeps the members, a row counts the rooms of one and holds nothing else.
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
  CONSTRAINT ${prefix}member_rooms CHECK (room_count >= 0)
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

CREATE INDEX IF NOT EXISTS ${prefix}rooms_of_member_index
  ON ${schema}${prefix}room_membership (account_id, member_id, room_id);

-- Which parts of the schema exist: V1 creates chatrooms, V2 creates members.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}schema_part (
  part VARCHAR(32) NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (part)
);

INSERT INTO ${schema}${prefix}schema_part (part, version) VALUES ('chatrooms', 1);
