package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks again at the account, but before it takes the lock for the rest. */
final class AccountReadBeforeTheLock extends TinyStore {
  AccountReadBeforeTheLock(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    Optional<Account> account = find(seen.key().accountId());
    if (!account.equals(seen.account())) {
      return new AddOutcome.Stale();
    }
    Window.open();
    return super.add(membership, seen);
  }

  @Override
  protected boolean isStillSo(MembershipFacts seen, MembershipFacts now) {
    return super.isStillSo(
        seen, MembershipFacts.builder().from(now).account(seen.account()).build());
  }
}
