package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AccountFacts.Stamp;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.room.Room;
import org.jspecify.annotations.Nullable;

/** A declined change keeps the version that it was declined for. */
final class DeclinesForEver extends WrongStore {
  private int version;

  private record Version(int number) implements Stamp {}

  DeclinesForEver(Setup setup) {
    super(setup);
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return locked(() -> Altered.stamp(super.facts(key, callerId), new Version(version)));
  }

  @Override
  protected MembershipFacts now(MembershipFacts seen) {
    return Altered.stamp(super.now(seen), seen.room().account().stamp());
  }

  @Override
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {
    return super.mayBeMade(change, seen, now)
        && now.room().account().stamp().equals(new Version(version));
  }

  @Override
  public void save(Room room) {
    locked(
        () -> {
          super.save(room);
          return ++version;
        });
  }
}
