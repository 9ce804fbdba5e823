package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class InsteadForAnotherCaller extends WrongStore {
  InsteadForAnotherCaller(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    return super.confirm(change, seen).map(instead -> facts(seen.key(), null));
  }
}
