package io.chatrooms.benchmarks;

import io.chatrooms.core.Store;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.CreateRoomMembership.Request;
import io.chatrooms.core.action.ResourceLimitExceeded;
import java.time.Clock;

/** CreateRoomMembership on a store, from the raw request to Created. */
final class StorePeer implements Peer {
  private static final Caller CALLER =
      Caller.accountAdministrator(Workload.ACCOUNT, "administrator");

  private final String name;
  private final CreateRoomMembership action;

  StorePeer(String name, Store store) {
    this.name = name;
    this.action = ChatRooms.of(store, Clock.systemUTC()).createRoomMembership();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Tables tables() {
    return new Tables("chatrooms_room", "chatrooms_room_membership");
  }

  @Override
  public Adder adder() {
    return (room, member) -> {
      CreateRoomMembership.Result result = action.execute(CALLER, request(room, member));
      if (result instanceof Created) return true;
      if (result instanceof Conflict || result instanceof ResourceLimitExceeded) return false;
      throw new IllegalStateException(result.toString());
    };
  }

  private static Request request(String room, String member) {
    return new Request(Workload.ACCOUNT.value(), room, member, null);
  }
}
