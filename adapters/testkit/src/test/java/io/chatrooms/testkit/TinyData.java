package io.chatrooms.testkit;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.StoreUnavailableException;
import io.chatrooms.core.store.TokenKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a {@link TinyStore}: five maps and a key, used only under the lock of this object.
 */
public final class TinyData {
  final Map<Object, Account> accounts = new HashMap<>();
  final Map<Object, Room> rooms = new HashMap<>();

  /** The tokens of rooms, by the keys of the rooms. */
  final Map<Object, IdempotencyToken> tokens = new HashMap<>();

  final Map<Object, Member> members = new HashMap<>();
  final Map<Object, RoomMembership> memberships = new HashMap<>();

  /** The same for all stores over the data. */
  final TokenKey tokenKey;

  private boolean reachable = true;

  /** The data that a commit replaces; null if this is not a transaction. */
  private final @Nullable TinyData origin;

  /** Empty data. */
  public TinyData() {
    this(null);
  }

  private TinyData(@Nullable TinyData origin) {
    this.origin = origin;
    this.tokenKey = origin == null ? TokenKey.random() : origin.tokenKey;
  }

  /** A transaction: a copy that is committed or discarded. */
  synchronized TinyData begin() {
    TinyData copy = new TinyData(this);
    copy.replaceBy(this);
    return copy;
  }

  /** Makes the data unreachable. */
  synchronized void cutOff() {
    reachable = false;
  }

  /**
   * Checks that the data can be reached. Called under the lock.
   *
   * @throws StoreUnavailableException if not
   */
  void requireReachable() {
    if (!reachable) {
      throw new StoreUnavailableException("cut off", false, null);
    }
  }

  /** True if this is a transaction. */
  public boolean isTransaction() {
    return origin != null;
  }

  /** Replaces the data that the transaction began with. */
  public void commit() {
    if (origin != null) {
      origin.replaceBy(this);
    }
  }

  private synchronized void replaceBy(TinyData other) {
    replace(accounts, other.accounts);
    replace(rooms, other.rooms);
    replace(tokens, other.tokens);
    replace(members, other.members);
    replace(memberships, other.memberships);
  }

  private static <V> void replace(Map<Object, V> old, Map<Object, V> by) {
    old.clear();
    old.putAll(by);
  }
}
