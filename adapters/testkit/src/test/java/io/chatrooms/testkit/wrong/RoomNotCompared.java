package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;

final class RoomNotCompared extends WrongStore {
  RoomNotCompared(Setup setup) {
    super(setup);
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {

    return super.mayBeMade(change, seen, Altered.room(now, seen));
  }
}
