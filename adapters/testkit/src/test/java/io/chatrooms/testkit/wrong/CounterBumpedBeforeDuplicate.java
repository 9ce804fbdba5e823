package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.room.RoomId;
import java.util.HashMap;
import java.util.Map;

final class CounterBumpedBeforeDuplicate extends WrongStore {
  private final Map<Object, Integer> bumps = new HashMap<>();

  CounterBumpedBeforeDuplicate(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    if (change.membershipsGained() > 0 && now.membership().isPresent()) {
      bumps.merge(key(seen.key().accountId(), seen.key().roomId()), 1, Integer::sum);
    }
    return super.mayBeMade(change, seen, now);
  }

  @Override
  protected int membershipCount(AccountId accountId, RoomId roomId) {
    return super.membershipCount(accountId, roomId) + bumps.getOrDefault(key(accountId, roomId), 0);
  }
}
