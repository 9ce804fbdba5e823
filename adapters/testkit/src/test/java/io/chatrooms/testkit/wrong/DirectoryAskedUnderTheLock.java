package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import org.jspecify.annotations.Nullable;

final class DirectoryAskedUnderTheLock extends WrongStore {
  DirectoryAskedUnderTheLock(Setup setup) {
    super(setup);
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return locked(() -> super.facts(key, callerId));
  }
}
