package io.chatrooms.http;

import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.http.wire.Answer;
import io.chatrooms.http.wire.ApiJson;

/** The answer to each outcome of CreateRoomMembership. */
final class CreateRoomMembershipAnswers extends Refusals
    implements CreateRoomMembershipResult.Cases<Answer> {
  @Override
  public Answer created(Created created) {
    return Answer.of(201, ApiJson.roomMembership(created.membership(), created.member()));
  }
}
