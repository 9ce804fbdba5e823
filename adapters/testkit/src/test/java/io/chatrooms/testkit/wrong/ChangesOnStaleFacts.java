package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Changes whatever stands now, whether it was seen or not. */
final class ChangesOnStaleFacts extends TinyStore {
  ChangesOnStaleFacts(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected ChangeOutcome outcomeOfChanging(MembershipFacts seen, boolean needsAnother) {
    ChangeOutcome outcome = super.outcomeOfChanging(seen, needsAnother);
    return outcome == ChangeOutcome.STALE && find(seen.key()).isPresent()
        ? ChangeOutcome.CHANGED
        : outcome;
  }
}
