package io.chatrooms.inmemory;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.store.TokenKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps accounts, rooms, members and memberships in memory for as long as this object lives. It
 * keeps every promise of {@link RoomMembershipRepository}. Operations on different rooms and
 * members seldom wait for each other. It has no failures of its own. Safe for use by many threads.
 */
public final class InMemoryStore implements Store {
  private final AccountRepository accounts;
  private final RoomRepository rooms;
  private final @Nullable MemberRepository members;
  private final RoomMembershipRepository memberships;
  private final TokenKey tokenKey = TokenKey.random();

  private InMemoryStore(Builder builder) {
    Tables tables = new Tables();
    accounts = new InMemoryAccountRepository(tables);
    Facts facts =
        new Facts(tables, builder.memberRoomLimit, builder.accountRoomLimit, builder.directory);
    rooms = new InMemoryRoomRepository(tables, facts);
    members = builder.directory == null ? new InMemoryMemberRepository(tables) : null;
    memberships = new InMemoryRoomMembershipRepository(tables, facts);
  }

  /** An empty store with the default limits, which keeps its members itself. */
  public static InMemoryStore create() {
    return builder().build();
  }

  /** A builder of empty stores. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public AccountRepository accounts() {
    return accounts;
  }

  @Override
  public RoomRepository rooms() {
    return rooms;
  }

  @Override
  public MemberRepository members() {
    if (members == null) {
      throw new IllegalStateException("the host keeps the members");
    }
    return members;
  }

  @Override
  public RoomMembershipRepository memberships() {
    return memberships;
  }

  /** It is random, since the data end with this object. */
  @Override
  public TokenKey tokenKey() {
    return tokenKey;
  }

  /** Builds stores. For one thread. */
  public static final class Builder {
    private int memberRoomLimit = Member.DEFAULT_ROOM_LIMIT;
    private int accountRoomLimit = Room.DEFAULT_ACCOUNT_LIMIT;
    private @Nullable MemberDirectory directory;

    private Builder() {}

    /**
     * How many rooms a member may be in (CRM-07). Default: 1,000.
     *
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public Builder memberRoomLimit(int limit) {
      memberRoomLimit = Member.requireRoomLimit(limit);
      return this;
    }

    /**
     * How many rooms an account may have (CRO-04). Rooms that the host saves count, and are not
     * limited. Default: 1,500.
     *
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public Builder accountRoomLimit(int limit) {
      accountRoomLimit = Room.requireAccountLimit(limit);
      return this;
    }

    /**
     * The host keeps the members. The store looks them up in this directory, while it holds no
     * lock, and has no repository for them. The host calls {@link
     * RoomMembershipRepository#removeAllOf} when it removes a member.
     */
    public Builder membersFrom(MemberDirectory host) {
      directory = requireNonNull(host, "host");
      return this;
    }

    /** An empty store. */
    public InMemoryStore build() {
      return new InMemoryStore(this);
    }
  }
}
