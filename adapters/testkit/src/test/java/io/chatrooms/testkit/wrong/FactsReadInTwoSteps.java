package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import org.jspecify.annotations.Nullable;

final class FactsReadInTwoSteps extends WrongStore {
  FactsReadInTwoSteps(Setup setup) {
    super(setup);
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    MembershipFacts first = super.facts(key, callerId);
    Window.open();
    MembershipFacts second = super.facts(key, callerId);
    return Altered.roomCount(
        Altered.counts(second, first.room().membershipCount(), first.room().administratorCount()),
        first.roomCount());
  }
}
