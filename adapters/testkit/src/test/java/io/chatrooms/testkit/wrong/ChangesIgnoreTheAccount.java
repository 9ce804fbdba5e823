package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Changes memberships in an account that has been suspended since. */
final class ChangesIgnoreTheAccount extends TinyStore {
  ChangesIgnoreTheAccount(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected ChangeOutcome outcomeOfChanging(MembershipFacts seen, boolean needsAnother) {
    return super.outcomeOfChanging(
        MembershipFacts.builder().from(seen).account(find(seen.key().accountId())).build(),
        needsAnother);
  }
}
