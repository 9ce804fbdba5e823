package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that is wrong on purpose. {@link WrongStores} says what is wrong with each. */
abstract class WrongStore extends TinyStore {
  /**
   * What a store is made of.
   *
   * @param host the host's directory of members; null if the members are in the data
   */
  record Setup(
      int memberRoomLimit, int accountRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    /** The same with another directory. */
    Setup withHost(@Nullable MemberDirectory other) {
      return new Setup(memberRoomLimit, accountRoomLimit, other, data);
    }

    /** The same with other data. */
    Setup withData(TinyData other) {
      return new Setup(memberRoomLimit, accountRoomLimit, host, other);
    }
  }

  WrongStore(Setup setup) {
    super(setup.memberRoomLimit(), setup.accountRoomLimit(), setup.host(), setup.data());
  }

  /** The facts that forbid the change now; empty if it may be made. Nothing is written. */
  final Optional<MembershipFacts> check(MembershipChange change, MembershipFacts seen) {
    return locked(
        () -> {
          MembershipFacts now = now(seen);
          return change.mayBeMade(seen, now) ? Optional.empty() : Optional.of(now);
        });
  }

  /** Checks and writes, and releases the lock in between. */
  final Optional<MembershipFacts> confirmInTwoSteps(MembershipChange change, MembershipFacts seen) {
    change.requireDecidedOn(seen);
    Optional<MembershipFacts> instead = check(change, seen);
    Window.open();
    if (instead.isEmpty()) {
      locked(
          () -> {
            apply(change);
            return instead;
          });
    }
    return instead;
  }
}
