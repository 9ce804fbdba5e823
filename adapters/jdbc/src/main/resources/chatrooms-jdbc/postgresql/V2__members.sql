-- The columns of members, and the foreign key to them. Not run where the host keeps the members.

ALTER TABLE ${schema}${prefix}member ALTER COLUMN member_type SET NOT NULL;
ALTER TABLE ${schema}${prefix}member ALTER COLUMN email SET NOT NULL;
ALTER TABLE ${schema}${prefix}member ALTER COLUMN full_name SET NOT NULL;
ALTER TABLE ${schema}${prefix}member ALTER COLUMN state SET NOT NULL;

ALTER TABLE ${schema}${prefix}room_membership
  ADD CONSTRAINT ${prefix}membership_of_member FOREIGN KEY (account_id, member_id)
  REFERENCES ${schema}${prefix}member (account_id, member_id);

INSERT INTO ${schema}${prefix}schema_part (part, version) VALUES ('members', 1);
