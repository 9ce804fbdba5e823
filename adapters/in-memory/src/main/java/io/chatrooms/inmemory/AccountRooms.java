package io.chatrooms.inmemory;

import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.RoomId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rooms of an account by id, and by token. Requires the account's lock. */
final class AccountRooms {
  private final SortedChunks<RoomId, RoomEntry> byId = new SortedChunks<>(RoomEntry::roomId);
  private final Map<String, RoomEntry> byToken = new HashMap<>();

  int size() {
    return byId.size();
  }

  /** The rooms after the room id, or from the first on, at most {@code count}. */
  List<RoomEntry> after(@Nullable RoomId roomId, int count) {
    return byId.after(roomId, count);
  }

  /** The room that was created with this token, whatever the content was. */
  Optional<NewRoomFacts.Earlier> createdWith(IdempotencyToken token) {
    RoomEntry room = byToken.get(token.key());
    return room == null ? Optional.empty() : room.asCreatedEarlier();
  }

  void add(RoomEntry room) {
    byId.put(room);
    IdempotencyToken token = room.token();
    if (token != null) {
      byToken.put(token.key(), room);
    }
  }

  void remove(RoomEntry room) {
    byId.remove(room.roomId());
    IdempotencyToken token = room.token();
    if (token != null) {
      byToken.remove(token.key());
    }
  }
}
