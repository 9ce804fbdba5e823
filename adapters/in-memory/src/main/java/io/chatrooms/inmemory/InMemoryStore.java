package io.chatrooms.inmemory;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.RoomRepository;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, rooms, members and memberships, in memory, for as long as this object lives. It keeps
 * every promise of {@link RoomMembershipRepository}; operations on different rooms and members
 * seldom wait for each other. It never fails. Safe for use by many threads.
 */
public final class InMemoryStore implements Store {
  /** How many rooms a member may be in, unless the store is built with another limit: 1,000. */
  public static final int DEFAULT_MEMBER_ROOM_LIMIT = 1_000;

  private final AccountRepository accounts;
  private final RoomRepository rooms;
  private final @Nullable MemberRepository members;
  private final RoomMembershipRepository memberships;

  private InMemoryStore(Builder builder) {
    Tables tables = new Tables();
    accounts = new InMemoryAccountRepository(tables);
    rooms = new InMemoryRoomRepository(tables);
    members = builder.directory == null ? new InMemoryMemberRepository(tables) : null;
    memberships =
        new InMemoryRoomMembershipRepository(tables, builder.memberRoomLimit, builder.directory);
  }

  /** An empty store with the usual limit. */
  public static InMemoryStore create() {
    return builder().build();
  }

  /** A store to be set up otherwise. */
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
      throw new IllegalStateException("the members are kept by the host");
    }
    return members;
  }

  @Override
  public RoomMembershipRepository memberships() {
    return memberships;
  }

  /** Sets up a store. */
  public static final class Builder {
    private int memberRoomLimit = DEFAULT_MEMBER_ROOM_LIMIT;
    private @Nullable MemberDirectory directory;

    private Builder() {}

    /**
     * How many rooms a member may be in (rule CRM-15).
     *
     * @param limit 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public Builder memberRoomLimit(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("a member's room limit is 1 or more");
      }
      memberRoomLimit = limit;
      return this;
    }

    /**
     * Leaves the members to the host. The store asks this directory about them, holding no lock,
     * and has no repository of its own for them; the host calls {@link
     * RoomMembershipRepository#removeAllOf} when a member goes.
     */
    public Builder membersFrom(MemberDirectory host) {
      directory = requireNonNull(host, "host");
      return this;
    }

    /** An empty store, set up so. */
    public InMemoryStore build() {
      return new InMemoryStore(this);
    }
  }
}
