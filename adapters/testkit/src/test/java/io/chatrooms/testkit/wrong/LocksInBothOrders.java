package io.chatrooms.testkit.wrong;

import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.store.StoreBrokenException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

final class LocksInBothOrders extends WrongStore {
  private final ReentrantLock room = new ReentrantLock();
  private final ReentrantLock member = new ReentrantLock();

  LocksInBothOrders(Setup setup) {
    super(setup);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {

    return change instanceof MembershipAdded
        ? holding(room, member, () -> super.confirm(change, seen))
        : holding(member, room, () -> super.confirm(change, seen));
  }

  /** Waits for ever, but can be interrupted. */
  private static <T> T holding(ReentrantLock first, ReentrantLock second, Supplier<T> action) {
    try {
      first.lockInterruptibly();
      try {
        Window.open();
        second.lockInterruptibly();
        try {
          return action.get();
        } finally {
          second.unlock();
        }
      } finally {
        first.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreBrokenException("interrupted", false, e);
    }
  }
}
