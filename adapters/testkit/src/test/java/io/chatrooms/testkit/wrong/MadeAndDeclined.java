package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class MadeAndDeclined extends WrongStore {
  MadeAndDeclined(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    Optional<MembershipFacts> instead = super.confirm(change, seen);
    return instead.isPresent() ? instead : Optional.of(locked(() -> now(seen)));
  }
}
