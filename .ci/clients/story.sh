#!/usr/bin/env bash
# Lets a room live with the AWS CLI $1, and prints what becomes of it.
set -euo pipefail
aws=$1
account=12a3456b-7c89-012d-3456-78901e23fg45

ask() {
  local action=$1
  shift
  "$aws" chime "$action" --endpoint-url "$AWS_ENDPOINT_URL" --region us-east-1 --account-id "$account" "$@"
}

# The values that the query $1 selects, one a line.
values() {
  local query=$1
  shift
  ask "$@" --output text --query "$query" | tr '\t' '\n'
}

print_refusal() {
  local answer
  answer=$(ask "$@" 2>&1) || true
  sed -n 's/^.*An error occurred (\(.*\)) when calling the .* operation: /\1: /p' <<<"$answer"
}

print_pages() {
  local next= members
  until [ "$next" = None ]; do
    { read -r members; read -r next; } < <(values \
      "[join(', ', RoomMemberships[].join(' ', [Member.MemberId, Role])), NextToken]" \
      list-room-memberships --room-id "$room" --max-results 2 ${next:+--next-token "$next"})
    echo "page: $members"
  done
}

print_rooms() {
  local said=$1
  shift
  echo "$said: $(values "join(', ', Rooms[].Name)" list-rooms "$@")" | sed 's/ $//'
}

{ read -r room; read -r name; read -r of; read -r by; } \
  < <(values 'Room.[RoomId, Name, AccountId, CreatedBy]' create-room --name Launch)
echo "created: $name of $of by $by"
values "Errors[].join(' ', ['not added:', MemberId, ErrorCode, ErrorMessage])" \
  batch-create-room-membership --room-id "$room" --membership-item-list \
  'MemberId=ada' 'MemberId="b/o b"' 'MemberId=nobody' 'MemberId=cy&d,Role=Member' 'MemberId=ada'
print_pages
values "RoomMembership.join(' ', ['added:', Member.MemberId, Role, Member.MemberType, Member.FullName])" \
  create-room-membership --room-id "$room" --member-id 'dän'
values "RoomMembership.join(' ', ['promoted:', Member.MemberId, Role])" \
  update-room-membership --room-id "$room" --member-id 'b/o b' --role Administrator
ask delete-room-membership --room-id "$room" --member-id ada
echo 'removed: ada'
print_refusal delete-room-membership --room-id "$room" --member-id 'b/o b'
print_pages
echo "renamed: $(values Room.Name update-room --room-id "$room" --name Landing)"
echo "room: $(values Room.Name get-room --room-id "$room")"
print_rooms 'rooms of cy&d' --member-id 'cy&d'
print_rooms 'all rooms'
print_refusal list-rooms --next-token another
ask delete-room --room-id "$room"
echo deleted
print_refusal get-room --room-id "$room"
print_rooms 'all rooms'
