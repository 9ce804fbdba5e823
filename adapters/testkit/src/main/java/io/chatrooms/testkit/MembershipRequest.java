package io.chatrooms.testkit;

import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.DeleteRoomMembership;
import io.chatrooms.core.action.GetRoomMembership;
import io.chatrooms.core.action.UpdateRoomMembership;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request about one membership, from which the request of each action is made. Null
 * for a field that is absent. Immutable.
 *
 * @param accountId the account of the room and the member
 * @param roomId the room
 * @param memberId the member
 * @param role the role asked for, which only some actions have
 */
public record MembershipRequest(
    @Nullable String accountId,
    @Nullable String roomId,
    @Nullable String memberId,
    @Nullable String role) {
  /** The request to add the member with the role. */
  public CreateRoomMembership.Request create() {
    return new CreateRoomMembership.Request(accountId, roomId, memberId, role);
  }

  /** The request to give the member the role. */
  public UpdateRoomMembership.Request update() {
    return new UpdateRoomMembership.Request(accountId, roomId, memberId, role);
  }

  /** The request to remove the member. It has no role. */
  public DeleteRoomMembership.Request delete() {
    return new DeleteRoomMembership.Request(accountId, roomId, memberId);
  }

  /** The request to read the membership. It has no role. */
  public GetRoomMembership.Request get() {
    return new GetRoomMembership.Request(accountId, roomId, memberId);
  }
}
