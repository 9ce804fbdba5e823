package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Looks whether an administrator is left before it takes the lock under which one is removed. */
final class AdministratorsCountedBeforeTheLock extends TinyStore {
  AdministratorsCountedBeforeTheLock(
      int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected ChangeOutcome outcomeOfChanging(MembershipFacts seen, boolean needsAnother) {
    return super.outcomeOfChanging(seen, false);
  }

  @Override
  public ChangeOutcome remove(MembershipFacts seen) {
    ChangeOutcome early = locked(() -> super.outcomeOfChanging(seen, true));
    Window.open();
    return early == ChangeOutcome.LAST_ADMINISTRATOR ? early : super.remove(seen);
  }
}
