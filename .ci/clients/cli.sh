#!/usr/bin/env bash
# Prints what the AWS CLI $1 makes of each answer.
set -euo pipefail
aws=$1
jane=1ab2345c-67de-8901-f23g-45h678901j2k

create() {
  "$aws" chime create-room-membership --endpoint-url "$AWS_ENDPOINT_URL" --region us-east-1 --output json \
    --account-id 12a3456b-7c89-012d-3456-78901e23fg45 --room-id abcd1e2d-3e45-6789-01f2-3g45h67i890j \
    --member-id "$@"
}

print_refusal() {
  local answer
  answer=$(create "$@" 2>&1) || true
  sed -n 's/^An error occurred (\(.*\)) when calling the .* operation: /\1: /p' <<<"$answer"
}

created=$(create "$jane")
sed -n 's/^ *"\(.*\)": "\(.*\)",\{0,1\}$/\1: \2/p' <<<"$created"
print_refusal "$jane"
print_refusal nobody
print_refusal "$jane" --role Owner
AWS_SECRET_ACCESS_KEY=wrong print_refusal "$jane"
