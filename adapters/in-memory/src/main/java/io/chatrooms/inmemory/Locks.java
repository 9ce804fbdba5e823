package io.chatrooms.inmemory;

import io.chatrooms.core.account.AccountId;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * A lock for the rooms of each account, for each room and for each member, whether it exists or
 * not. Several may share a lock by chance. Every operation takes the lock of the account before
 * those of rooms, those of rooms before those of members, and several of a kind in the order of
 * their numbers, so no two operations wait for each other in a circle.
 *
 * <p>The locks are monitors: the JVM releases a monitor even if a thread has no stack left, where
 * the call of an unlock method would fail and leave the lock taken.
 */
final class Locks {
  /** Many more than threads, so that two rooms or members in use seldom share a lock. */
  private static final int STRIPES = 512;

  private final Object[] accounts = monitors();
  private final Object[] rooms = monitors();
  private final Object[] members = monitors();

  private static Object[] monitors() {
    Object[] monitors = new Object[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      monitors[i] = new Object();
    }
    return monitors;
  }

  <T> T holding(AccountId account, Supplier<T> action) {
    synchronized (accounts[stripe(account)]) {
      return action.get();
    }
  }

  <T> T holding(AccountId account, RoomKey room, Supplier<T> action) {
    return holding(account, () -> holding(room, action));
  }

  <T> T holding(
      AccountId account, RoomKey room, Collection<MemberKey> manyMembers, Supplier<T> action) {
    return holding(account, room, () -> holding(manyMembers, action));
  }

  <T> T holding(AccountId account, Collection<MemberKey> manyMembers, Supplier<T> action) {
    return holding(account, () -> holding(manyMembers, action));
  }

  <T> T holding(RoomKey room, Supplier<T> action) {
    synchronized (rooms[stripe(room)]) {
      return action.get();
    }
  }

  <T> T holding(MemberKey member, Supplier<T> action) {
    synchronized (members[stripe(member)]) {
      return action.get();
    }
  }

  <T> T holding(RoomKey room, Collection<MemberKey> manyMembers, Supplier<T> action) {
    return holding(room, () -> holding(manyMembers, action));
  }

  <T> T holding(Collection<MemberKey> manyMembers, Supplier<T> action) {
    return manyMembers.size() == 1
        ? holding(manyMembers.iterator().next(), action)
        : holding(members, stripes(manyMembers), 0, action);
  }

  <T> T holding(
      Collection<RoomKey> manyRooms, Collection<MemberKey> manyMembers, Supplier<T> action) {
    return holding(rooms, stripes(manyRooms), 0, () -> holding(manyMembers, action));
  }

  /** Holds the monitors with these numbers, from this one on: at most as deep as there are any. */
  private static <T> T holding(Object[] monitors, int[] stripes, int from, Supplier<T> action) {
    if (from == stripes.length) {
      return action.get();
    }
    synchronized (monitors[stripes[from]]) {
      return holding(monitors, stripes, from + 1, action);
    }
  }

  private static int[] stripes(Collection<?> keys) {
    return keys.stream().mapToInt(Locks::stripe).distinct().sorted().toArray();
  }

  private static int stripe(Object key) {
    int hash = key.hashCode() * 0x9E3779B9; // spreads what differs in a few bits
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(STRIPES));
  }
}
