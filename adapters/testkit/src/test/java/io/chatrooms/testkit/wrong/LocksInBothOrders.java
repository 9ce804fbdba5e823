package io.chatrooms.testkit.wrong;

import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.TinyStore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Locks room, then member to add, and member, then room to remove. */
final class LocksInBothOrders extends TinyStore {
  private final ReentrantLock room = new ReentrantLock();
  private final ReentrantLock member = new ReentrantLock();

  LocksInBothOrders(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    super(memberRoomLimit, host, data);
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    return holding(room, member, () -> super.add(membership, seen));
  }

  @Override
  public ChangeOutcome remove(MembershipFacts seen) {
    return holding(member, room, () -> super.remove(seen));
  }

  /** Whoever waits for ever can be told to stop. */
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
