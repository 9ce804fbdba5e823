package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers what the host said of a member. */
final class HostAskedOnce extends TinyStore {
  HostAskedOnce(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, remembering(host), data);
  }

  private static @Nullable MemberDirectory remembering(@Nullable MemberDirectory host) {
    if (host == null) {
      return null;
    }
    Map<MembershipKey, Optional<Member>> said = new ConcurrentHashMap<>();
    return (account, member) ->
        said.computeIfAbsent(
            new MembershipKey(account, new RoomId("any"), member),
            key -> host.find(account, member));
  }
}
