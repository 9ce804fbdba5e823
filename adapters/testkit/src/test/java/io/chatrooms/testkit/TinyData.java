package io.chatrooms.testkit;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreUnavailableException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link TinyStore} keeps: four maps. Whoever touches them holds the lock of the data. */
public final class TinyData {
  final Map<Object, Account> accounts = new HashMap<>();
  final Map<Object, Room> rooms = new HashMap<>();
  final Map<Object, Member> members = new HashMap<>();
  final Map<Object, RoomMembership> memberships = new HashMap<>();

  private boolean reachable = true;

  /** What the commit of these data changes; null if they are not those of a transaction. */
  private final @Nullable TinyData origin;

  /** Nothing yet. */
  public TinyData() {
    this(null);
  }

  private TinyData(@Nullable TinyData origin) {
    this.origin = origin;
  }

  /** A copy to work on until it is committed, or forgotten. */
  synchronized TinyData begin() {
    TinyData copy = new TinyData(this);
    copy.takeOver(this);
    return copy;
  }

  /** Makes the data unreachable. */
  synchronized void cutOff() {
    reachable = false;
  }

  /** For those who hold the lock: throws if the data cannot be reached. */
  void reach() {
    if (!reachable) {
      throw new StoreUnavailableException("cut off", false, null);
    }
  }

  /** True if these are the data of a transaction. */
  public boolean isTransaction() {
    return origin != null;
  }

  /** Puts the copy in the place of what it was made from. */
  public void commit() {
    if (origin != null) {
      origin.takeOver(this);
    }
  }

  private synchronized void takeOver(TinyData other) {
    replace(accounts, other.accounts);
    replace(rooms, other.rooms);
    replace(members, other.members);
    replace(memberships, other.memberships);
  }

  private static <V> void replace(Map<Object, V> old, Map<Object, V> by) {
    old.clear();
    old.putAll(by);
  }
}
