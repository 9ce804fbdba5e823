package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.RoomMembership;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final class IndexWrittenLater extends WrongStore {
  private final Set<MembershipKey> notIndexed = ConcurrentHashMap.newKeySet();

  IndexWrittenLater(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    if (!(change instanceof MembershipAdded)) {
      return super.confirm(change, seen);
    }
    notIndexed.add(change.key());
    Optional<MembershipFacts> instead = super.confirm(change, seen);
    Window.open();
    notIndexed.remove(change.key());
    return instead;
  }

  @Override
  protected List<RoomMembership> ofMember(AccountId accountId, MemberId memberId) {
    return super.ofMember(accountId, memberId).stream()
        .filter(membership -> !notIndexed.contains(membership.key()))
        .toList();
  }
}
