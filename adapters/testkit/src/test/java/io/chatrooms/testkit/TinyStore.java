package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.AccountFacts.Stamp;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The smallest store that keeps all promises: maps behind one lock. It compares the values of the
 * facts, so it needs no stamp.
 */
public class TinyStore
    implements Store,
        AccountRepository,
        RoomRepository,
        MemberRepository,
        RoomMembershipRepository {
  private final int memberRoomLimit;
  private final @Nullable MemberDirectory host;
  private final TinyData data;

  /**
   * A store over data that other stores may share.
   *
   * @param host the host's directory of members; null if the members are in the data
   */
  public TinyStore(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    this.memberRoomLimit = Member.requireRoomLimit(memberRoomLimit);
    this.host = host;
    this.data = data;
  }

  @Override
  public AccountRepository accounts() {
    return this;
  }

  @Override
  public RoomRepository rooms() {
    return this;
  }

  @Override
  public MemberRepository members() {
    if (host != null) {
      throw new IllegalStateException("the host keeps the members");
    }
    return this;
  }

  @Override
  public RoomMembershipRepository memberships() {
    return this;
  }

  @Override
  public Optional<Account> find(AccountId accountId) {
    return locked(() -> Optional.ofNullable(data.accounts.get(key(accountId))));
  }

  @Override
  public void save(Account account) {
    locked(() -> data.accounts.put(key(account.accountId()), account));
  }

  @Override
  public Optional<Room> find(AccountId accountId, RoomId roomId) {
    return locked(() -> Optional.ofNullable(data.rooms.get(key(accountId, roomId))));
  }

  @Override
  public void save(Room room) {
    locked(
        () -> {
          find(room.accountId(), room.roomId()).ifPresent(old -> old.requireReplaceableBy(room));
          return data.rooms.put(key(room.accountId(), room.roomId()), room);
        });
  }

  @Override
  public boolean remove(AccountId accountId, RoomId roomId) {
    return locked(
        () -> {
          inRoom(accountId, roomId).forEach(membership -> take(membership.key()));
          return data.rooms.remove(key(accountId, roomId)) != null;
        });
  }

  @Override
  public Optional<Member> find(AccountId accountId, MemberId memberId) {
    return locked(() -> Optional.ofNullable(data.members.get(key(accountId, memberId))));
  }

  @Override
  public void save(Member member) {
    locked(
        () -> {
          find(member.accountId(), member.memberId())
              .ifPresent(old -> old.requireReplaceableBy(member));
          return data.members.put(key(member.accountId(), member.memberId()), member);
        });
  }

  @Override
  public boolean remove(AccountId accountId, MemberId memberId) {
    return locked(
        () -> {
          removeAllOf(accountId, memberId);
          return data.members.remove(key(accountId, memberId)) != null;
        });
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    Optional<MemberId> asking = Optional.ofNullable(callerId);
    MemberDirectory directory = host;
    if (directory == null) {
      return locked(() -> read(key, asking, this));
    }
    // The directory may be slow, so it is asked before the lock is taken.
    Optional<Member> member = directory.find(key.accountId(), key.memberId());
    Optional<Member> caller = asking.flatMap(id -> directory.find(key.accountId(), id));
    return locked(
        () -> read(key, asking, (account, id) -> id.equals(key.memberId()) ? member : caller));
  }

  /** The facts as they are now, read under the lock. Of the host's members, what was seen. */
  protected MembershipFacts now(MembershipFacts seen) {
    MemberDirectory directory =
        host == null
            ? this
            : (account, id) ->
                id.equals(seen.memberId()) ? seen.member() : seen.room().account().caller();
    return read(seen.key(), seen.callerId(), directory);
  }

  private MembershipFacts read(
      MembershipKey key, Optional<MemberId> callerId, MemberDirectory directory) {
    AccountId accountId = key.accountId();
    RoomId roomId = key.roomId();
    MemberId memberId = key.memberId();
    return new MembershipFacts(
        new RoomFacts(
            new AccountFacts(
                accountId,
                callerId,
                find(accountId),
                callerId.flatMap(id -> directory.find(accountId, id)),
                Stamp.NONE),
            roomId,
            find(accountId, roomId),
            callerId.flatMap(id -> find(new MembershipKey(accountId, roomId, id))),
            membershipCount(accountId, roomId),
            administratorCount(accountId, roomId)),
        memberId,
        directory.find(accountId, memberId),
        find(key),
        ofMember(accountId, memberId).size(),
        memberRoomLimit);
  }

  @Override
  public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
    change.requireDecidedOn(seen);
    return locked(
        () -> {
          MembershipFacts now = now(seen);
          if (!mayBeMade(change, seen, now)) {
            return Optional.of(now);
          }
          apply(change);
          return Optional.empty();
        });
  }

  /** Promises 3 to 7. */
  protected boolean mayBeMade(MembershipChange change, MembershipFacts seen, MembershipFacts now) {
    return change.mayBeMade(seen, now);
  }

  /** Makes the change, whatever it is. */
  protected void apply(MembershipChange change) {
    change.after().ifPresentOrElse(this::put, () -> take(change.key()));
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return locked(() -> Optional.ofNullable(data.memberships.get(key(key))));
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    return locked(
        () -> {
          List<RoomMembership> removed = ofMember(accountId, memberId);
          removed.forEach(membership -> take(membership.key()));
          return removed.size();
        });
  }

  @Override
  public Page<RoomMembership> listByRoom(
      AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
    return page(
        locked(() -> inRoom(accountId, roomId)), item -> item.key().memberId(), after, size);
  }

  @Override
  public Page<RoomMembership> listByMember(
      AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
    return page(
        locked(() -> ofMember(accountId, memberId)), item -> item.key().roomId(), after, size);
  }

  /** The memberships after an id. Ids compare by code point. */
  protected <I extends Comparable<I>> Page<RoomMembership> page(
      List<RoomMembership> all, Function<RoomMembership, I> by, @Nullable I after, int size) {
    List<RoomMembership> rest =
        all.stream()
            .filter(item -> after == null || by.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(by))
            .toList();
    return new Page<>(rest.stream().limit(Page.requireSize(size)).toList(), rest.size() > size);
  }

  /** The memberships of a room, in no order. */
  protected List<RoomMembership> inRoom(AccountId accountId, RoomId roomId) {
    return all(m -> key(m.accountId(), m.roomId()).equals(key(accountId, roomId)));
  }

  /** The memberships of a member, in no order. */
  protected List<RoomMembership> ofMember(AccountId accountId, MemberId memberId) {
    return all(m -> key(m.accountId(), m.memberId()).equals(key(accountId, memberId)));
  }

  private List<RoomMembership> all(Predicate<MembershipKey> which) {
    return data.memberships.values().stream().filter(item -> which.test(item.key())).toList();
  }

  /** How many memberships a room has. */
  protected int membershipCount(AccountId accountId, RoomId roomId) {
    return inRoom(accountId, roomId).size();
  }

  /** How many of them have the role Administrator. */
  protected int administratorCount(AccountId accountId, RoomId roomId) {
    return (int)
        inRoom(accountId, roomId).stream().filter(m -> m.role() == Role.ADMINISTRATOR).count();
  }

  /** Writes a membership. */
  protected void put(RoomMembership membership) {
    data.memberships.put(key(membership.key()), membership);
  }

  /** Deletes a membership. */
  protected void take(MembershipKey key) {
    data.memberships.remove(key(key));
  }

  private Object key(MembershipKey key) {
    return key(key.accountId(), key.roomId(), key.memberId());
  }

  /** The key of a map: equal if and only if the ids are equal. */
  protected Object key(Object... ids) {
    return List.of(ids);
  }

  /** Runs the action while no other runs. */
  protected <T> T locked(Supplier<T> action) {
    synchronized (data) {
      data.requireReachable();
      return action.get();
    }
  }

  /** The data of the store. */
  protected TinyData data() {
    return data;
  }

  /** The host's directory; null if the members are in the data. */
  protected @Nullable MemberDirectory host() {
    return host;
  }

  /** How many rooms a member may be in. */
  protected int memberRoomLimit() {
    return memberRoomLimit;
  }
}
