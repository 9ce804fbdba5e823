package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import org.jspecify.annotations.Nullable;

/** Leaves the transaction of the host in an error when it meets a duplicate. */
final class RefusalSpoilsTheTransaction extends TinyStore {
  private boolean spoilt;

  RefusalSpoilsTheTransaction(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  protected AddOutcome outcomeOfAdding(MembershipFacts seen) {
    if (spoilt) {
      throw new StoreBrokenException("the transaction is aborted", false, null);
    }
    AddOutcome outcome = super.outcomeOfAdding(seen);
    spoilt = data().isTransaction() && !(outcome instanceof AddOutcome.Added);
    return outcome;
  }
}
