package io.chatrooms.testkit;

import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.GetRoom;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRooms;
import io.chatrooms.core.action.UpdateRoom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request about a room, its memberships or the rooms of an account, from which the
 * request of each such action is made. Null for a field that is absent. Immutable.
 *
 * @param accountId the account
 * @param roomId the room
 * @param memberId the member whose rooms are listed
 * @param name the name of the room
 * @param invitePolicy who may add members
 * @param clientRequestToken the idempotency token of a creation
 * @param items whom a batch adds
 * @param maxResults how many items a page has at most
 * @param nextToken the token of the page before
 */
public record RoomRequest(
    @Nullable String accountId,
    @Nullable String roomId,
    @Nullable String memberId,
    @Nullable String name,
    @Nullable String invitePolicy,
    @Nullable String clientRequestToken,
    @Nullable List<BatchCreateRoomMembership.@Nullable Item> items,
    @Nullable Integer maxResults,
    @Nullable String nextToken) {
  /** The request to add several members to the room. */
  public BatchCreateRoomMembership.Request batch() {
    return new BatchCreateRoomMembership.Request(accountId, roomId, items);
  }

  /** The request to list the memberships of the room. */
  public ListRoomMemberships.Request listMemberships() {
    return new ListRoomMemberships.Request(accountId, roomId, maxResults, nextToken);
  }

  /** The request to create a room. It has no id. */
  public CreateRoom.Request create() {
    return new CreateRoom.Request(accountId, name, clientRequestToken);
  }

  /** The request to read the room. */
  public GetRoom.Request get() {
    return new GetRoom.Request(accountId, roomId);
  }

  /** The request to change the room. */
  public UpdateRoom.Request update() {
    return new UpdateRoom.Request(accountId, roomId, name, invitePolicy);
  }

  /** The request to delete the room. */
  public DeleteRoom.Request delete() {
    return new DeleteRoom.Request(accountId, roomId);
  }

  /** The request to list the rooms of the account or of the member. */
  public ListRooms.Request list() {
    return new ListRooms.Request(accountId, memberId, maxResults, nextToken);
  }

  /** The same in another account. */
  RoomRequest inAccount(@Nullable String other) {
    return new RoomRequest(
        other,
        roomId,
        memberId,
        name,
        invitePolicy,
        clientRequestToken,
        items,
        maxResults,
        nextToken);
  }

  /** Leaves out the name and the tokens. */
  @Override
  public String toString() {
    return "RoomRequest[accountId=%s, roomId=%s, memberId=%s, invitePolicy=%s, items=%s, maxResults=%s]"
        .formatted(accountId, roomId, memberId, invitePolicy, items, maxResults);
  }
}
