package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class DecisionNotChecked extends WrongStore {
  DecisionNotChecked(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    return locked(
        () -> {
          MembershipFacts now = now(seen);
          if (!mayBeMade(change, seen, now)) {
            return Optional.of(now);
          }
          apply(change);
          return Optional.empty();
        });
  }
}
