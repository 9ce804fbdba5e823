package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import java.util.Optional;

final class DirectoryAskedInConfirm extends WrongStore {
  DirectoryAskedInConfirm(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    MemberDirectory host = host();
    if (host != null && host.find(seen.key().accountId(), seen.memberId()).isEmpty()) {
      return Optional.of(facts(seen.key(), seen.callerId().orElse(null)));
    }
    return super.confirm(change, seen);
  }
}
