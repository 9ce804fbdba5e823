package io.chatrooms.inmemory;

import com.google.common.util.concurrent.Striped;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * A lock for each room and each member, whether it exists or not. Several may share a lock by
 * chance. Every operation takes the locks of rooms before those of members, and several of a kind
 * in the order that {@link Striped} gives, so no two operations wait for each other in a circle.
 */
final class Locks {
  /** Many more than threads, so that two rooms or members in use seldom share a lock. */
  private static final int STRIPES = 512;

  // Lazy: a test may create a new store for each of thousands of tries.
  private final Striped<Lock> rooms = Striped.lazyWeakLock(STRIPES);
  private final Striped<Lock> members = Striped.lazyWeakLock(STRIPES);

  <T> T holding(RoomKey room, Supplier<T> action) {
    return holding(rooms.get(room), action);
  }

  <T> T holding(MemberKey member, Supplier<T> action) {
    return holding(members.get(member), action);
  }

  <T> T holding(RoomKey room, List<MemberKey> manyMembers, Supplier<T> action) {
    return holding(room, () -> holding(manyMembers, action));
  }

  <T> T holding(List<MemberKey> manyMembers, Supplier<T> action) {
    return manyMembers.size() == 1
        ? holding(manyMembers.get(0), action)
        : holding(members.bulkGet(manyMembers), action);
  }

  <T> T holding(List<RoomKey> manyRooms, MemberKey member, Supplier<T> action) {
    return holding(rooms.bulkGet(manyRooms), () -> holding(member, action));
  }

  private static <T> T holding(Lock lock, Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private static <T> T holding(Iterable<Lock> locks, Supplier<T> action) {
    locks.forEach(Lock::lock);
    try {
      return action.get();
    } finally {
      locks.forEach(Lock::unlock);
    }
  }
}
