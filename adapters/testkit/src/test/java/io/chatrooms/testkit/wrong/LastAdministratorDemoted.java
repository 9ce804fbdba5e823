package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Lets the last administrator go. */
final class LastAdministratorDemoted extends TinyStore {
  LastAdministratorDemoted(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected ChangeOutcome outcomeOfChanging(MembershipFacts seen, boolean needsAnother) {
    return super.outcomeOfChanging(seen, false);
  }
}
