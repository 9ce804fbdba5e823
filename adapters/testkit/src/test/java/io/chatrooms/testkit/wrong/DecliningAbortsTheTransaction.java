package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.store.StoreBrokenException;

final class DecliningAbortsTheTransaction extends WrongStore {
  private boolean aborted;

  DecliningAbortsTheTransaction(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    if (aborted) {
      throw new StoreBrokenException("the transaction is aborted", false, null);
    }
    boolean made = super.mayBeMade(change, seen, now);
    aborted = data().isTransaction() && !made;
    return made;
  }
}
