package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final class MembershipsRemovedAfterTheMember extends WrongStore {
  private final Set<Object> removed = ConcurrentHashMap.newKeySet();

  MembershipsRemovedAfterTheMember(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<Member> find(AccountId accountId, MemberId memberId) {
    return removed.contains(key(accountId, memberId))
        ? Optional.empty()
        : super.find(accountId, memberId);
  }

  @Override
  public boolean remove(AccountId accountId, MemberId memberId) {
    removed.add(key(accountId, memberId));
    Window.open();
    return locked(
        () -> {
          removed.remove(key(accountId, memberId));
          return super.remove(accountId, memberId);
        });
  }
}
