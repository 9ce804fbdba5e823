package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.RoomId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class CountsLoweredAfterTheRoom extends WrongStore {
  private final Map<Object, Integer> notLowered = new HashMap<>();

  CountsLoweredAfterTheRoom(Setup setup) {
    super(setup);
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    boolean removed =
        locked(
            () -> {
              inRoom(accountId, roomId)
                  .forEach(m -> notLowered.put(key(accountId, m.key().memberId()), 1));
              return super.remove(accountId, roomId);
            });
    Window.open();
    return locked(
        () -> {
          notLowered.clear();
          return removed;
        });
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return locked(() -> raised(super.facts(key, callerId)));
  }

  @Override
  protected MembershipFacts now(MembershipFacts seen) {
    return raised(super.now(seen));
  }

  private MembershipFacts raised(MembershipFacts facts) {
    Object member = key(facts.key().accountId(), facts.memberId());
    return Altered.roomCount(facts, facts.roomCount() + notLowered.getOrDefault(member, 0));
  }
}
