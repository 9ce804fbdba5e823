package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class FactsInsteadReadInTwoSteps extends WrongStore {
  FactsInsteadReadInTwoSteps(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    if (super.confirm(change, seen).isEmpty()) {
      return Optional.empty();
    }
    MembershipFacts first = locked(() -> now(seen));
    Window.open();
    MembershipFacts second = locked(() -> now(seen));
    return Optional.of(
        Altered.roomCount(
            Altered.counts(
                second, first.room().membershipCount(), first.room().administratorCount()),
            first.roomCount()));
  }
}
