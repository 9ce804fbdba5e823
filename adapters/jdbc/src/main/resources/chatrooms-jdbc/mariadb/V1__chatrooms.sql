-- Accounts, rooms, members and memberships. ${schema} is empty or ends with a dot; every name starts with ${prefix}.
-- Ids compare exactly, trailing spaces included, and sort by code point: utf8mb4_nopad_bin.
-- Times are milliseconds since 1970, UTC. A version starts at a random number and changes whenever the row is
-- saved, so a row that was deleted and inserted again has another version. A room's version also changes when a
-- membership of it ends or changes its role. Counts alone do not change a version.

-- DDL is not transactional here: each statement can be repeated after an interrupted run.

CREATE TABLE IF NOT EXISTS ${schema}${prefix}account (
  account_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  account_type VARCHAR(32) NOT NULL,
  status VARCHAR(32) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account_id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS ${schema}${prefix}room (
  account_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  room_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  name VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  created_by VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
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
) ENGINE = InnoDB;

-- Where the host keeps the members, a row counts the rooms of one and holds nothing else.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}member (
  account_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  member_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  member_type VARCHAR(32),
  email VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin,
  full_name VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin,
  state VARCHAR(32),
  room_count INTEGER NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account_id, member_id),
  CONSTRAINT ${prefix}member_rooms CHECK (room_count >= 0)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS ${schema}${prefix}room_membership (
  account_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  room_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  member_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  role VARCHAR(32) NOT NULL,
  invited_by VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, room_id, member_id),
  CONSTRAINT ${prefix}membership_in_room FOREIGN KEY (account_id, room_id)
    REFERENCES ${schema}${prefix}room (account_id, room_id)
) ENGINE = InnoDB;

CREATE INDEX IF NOT EXISTS ${prefix}rooms_of_member_index
  ON ${schema}${prefix}room_membership (account_id, member_id, room_id);

-- Which parts of the schema exist: V1 creates chatrooms, V2 creates members.
CREATE TABLE IF NOT EXISTS ${schema}${prefix}schema_part (
  part VARCHAR(32) NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (part)
) ENGINE = InnoDB;

INSERT INTO ${schema}${prefix}schema_part (part, version) VALUES ('chatrooms', 1);
