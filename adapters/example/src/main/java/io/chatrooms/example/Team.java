package io.chatrooms.example;

import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.BatchCreateRoomMembership.ItemOutcome;
import io.chatrooms.core.action.BatchCreateRoomMembership.Processed;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ListRoomMemberships.Listed;
import io.chatrooms.core.action.Refusal;
import io.chatrooms.core.membership.ListedMembership;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a room, added together and listed page by page. */
final class Team {
  private final ChatRooms chatRooms;
  private final Caller caller;
  private final String accountId;
  private final String roomId;

  Team(ChatRooms chatRooms, Caller caller, String accountId, String roomId) {
    this.chatRooms = chatRooms;
    this.caller = caller;
    this.accountId = accountId;
    this.roomId = roomId;
  }

  /** Adds up to 50 members in one step, and returns what was refused, each with its reason. */
  List<ItemOutcome> add(List<String> memberIds) {
    List<Item> items = memberIds.stream().map(id -> new Item(id, "Member")).toList();
    BatchCreateRoomMembership.Result result =
        chatRooms
            .batchCreateRoomMembership()
            .execute(caller, new BatchCreateRoomMembership.Request(accountId, roomId, items));
    if (result instanceof Processed processed) {
      return processed.refused();
    }
    throw new IllegalStateException(((Refusal) result).message());
  }

  /** All members, by id. A page has up to 99; its token leads to the next one. */
  List<ListedMembership> members() {
    List<ListedMembership> members = new ArrayList<>();
    @Nullable String nextToken = null;
    do {
      ListRoomMemberships.Result result =
          chatRooms
              .listRoomMemberships()
              .execute(caller, new ListRoomMemberships.Request(accountId, roomId, 99, nextToken));
      if (!(result instanceof Listed page)) {
        throw new IllegalStateException(((Refusal) result).message());
      }
      members.addAll(page.items());
      nextToken = page.nextToken().orElse(null);
    } while (nextToken != null);
    return members;
  }
}
