-- The columns of members, and the foreign key to them. Not run where the host keeps the members.

ALTER TABLE ${schema}${prefix}member
  MODIFY member_type VARCHAR(32) NOT NULL,
  MODIFY email VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  MODIFY full_name VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  MODIFY state VARCHAR(32) NOT NULL;

ALTER TABLE ${schema}${prefix}room_membership
  ADD CONSTRAINT ${prefix}membership_of_member FOREIGN KEY IF NOT EXISTS (account_id, member_id)
  REFERENCES ${schema}${prefix}member (account_id, member_id);

INSERT INTO ${schema}${prefix}schema_part (part, version) VALUES ('members', 1);
