package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberDirectory;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.room.RoomRepository;
import io.chatrooms.core.store.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The smallest store that keeps all promises: maps behind one lock. It knows facts again by their
 * values, so it writes no stamp on them.
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
   * A store over data that it may share with others.
   *
   * @param host where the host keeps the members; null if they are in the data
   */
  public TinyStore(int memberRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    this.memberRoomLimit = memberRoomLimit;
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
          Object key = key(room.accountId(), room.roomId());
          Room standing = data.rooms.get(key);
          if (standing != null && standing.membershipLimit() != room.membershipLimit()) {
            throw new IllegalArgumentException("the limit of a room stays");
          }
          return data.rooms.put(key, room);
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
          Object key = key(member.accountId(), member.memberId());
          Member standing = data.members.get(key);
          if (standing != null && standing.type() != member.type()) {
            throw new IllegalArgumentException("the type of a member stays");
          }
          return data.members.put(key, member);
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
    MemberDirectory directory = host;
    if (directory == null) {
      return locked(() -> factsWith(key, callerId, this));
    }
    // The host may take its time: it is asked before the lock is taken.
    Optional<Member> member = directory.find(key.accountId(), key.memberId());
    Optional<Member> caller =
        callerId == null ? Optional.empty() : directory.find(key.accountId(), callerId);
    return locked(
        () ->
            factsWith(key, callerId, (account, id) -> id.equals(key.memberId()) ? member : caller));
  }

  private MembershipFacts factsWith(
      MembershipKey key, @Nullable MemberId callerId, MemberDirectory directory) {
    AccountId accountId = key.accountId();
    MembershipFacts.Builder facts =
        MembershipFacts.builder()
            .key(key)
            .account(find(accountId))
            .room(find(accountId, key.roomId()))
            .member(directory.find(accountId, key.memberId()))
            .membership(find(key))
            .roomMembershipCount(roomMembershipCount(accountId, key.roomId()))
            .memberRoomCount(ofMember(accountId, key.memberId()).size())
            .memberRoomLimit(memberRoomLimit);
    if (callerId != null) {
      facts
          .callerId(callerId)
          .caller(directory.find(accountId, callerId))
          .callerMembership(find(new MembershipKey(accountId, key.roomId(), callerId)));
    }
    return facts.build();
  }

  /** The facts as they are now; what a host said of its members may have aged. */
  private MembershipFacts now(MembershipFacts seen) {
    MemberDirectory directory =
        host == null
            ? this
            : (account, id) -> id.equals(seen.key().memberId()) ? seen.member() : seen.caller();
    return factsWith(seen.key(), seen.callerId().orElse(null), directory);
  }

  /** True if nothing has changed that a decision relied on. */
  protected boolean isStillSo(MembershipFacts seen, MembershipFacts now) {
    return now.account().equals(seen.account())
        && now.room().equals(seen.room())
        && now.member().equals(seen.member())
        && now.caller().equals(seen.caller())
        && now.callerMembership().equals(seen.callerMembership());
  }

  @Override
  public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
    if (!membership.key().equals(seen.key())) {
      throw new IllegalArgumentException("the facts are about another membership");
    }
    return locked(
        () -> {
          AddOutcome outcome = outcomeOfAdding(seen);
          if (outcome instanceof AddOutcome.Added) {
            put(membership);
          }
          return outcome;
        });
  }

  /** The first outcome that holds; nothing changes. */
  protected AddOutcome outcomeOfAdding(MembershipFacts seen) {
    MembershipFacts now = now(seen);
    if (now.room().isEmpty() || (host == null && now.member().isEmpty())) {
      return new AddOutcome.Gone();
    } else if (!isStillSo(seen, now)) {
      return new AddOutcome.Stale();
    } else if (now.membership().isPresent()) {
      return new AddOutcome.AlreadyMember(now.membership().get());
    } else if (now.roomMembershipCount() >= now.room().get().membershipLimit()) {
      return new AddOutcome.RoomFull(now.room().get().membershipLimit());
    } else if (now.memberRoomCount() >= memberRoomLimit) {
      return new AddOutcome.MemberFull(memberRoomLimit);
    } else {
      return new AddOutcome.Added();
    }
  }

  @Override
  public Optional<RoomMembership> find(MembershipKey key) {
    return locked(() -> Optional.ofNullable(data.memberships.get(key(key))));
  }

  @Override
  public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
    RoomMembership changed =
        RoomMembership.builder().from(membershipIn(seen)).role(role).updatedAt(updatedAt).build();
    return locked(
        () -> {
          ChangeOutcome outcome = outcomeOfChanging(seen, role != Role.ADMINISTRATOR);
          if (outcome == ChangeOutcome.CHANGED) {
            put(changed);
          }
          return outcome;
        });
  }

  @Override
  public ChangeOutcome remove(MembershipFacts seen) {
    MembershipKey key = membershipIn(seen).key();
    return locked(
        () -> {
          boolean leavesOthers = inRoom(key.accountId(), key.roomId()).size() > 1;
          ChangeOutcome outcome = outcomeOfChanging(seen, leavesOthers);
          if (outcome == ChangeOutcome.CHANGED) {
            take(key);
          }
          return outcome;
        });
  }

  /**
   * The first outcome that holds; nothing changes.
   *
   * @param needsAnother whether another administrator must be in the room
   */
  protected ChangeOutcome outcomeOfChanging(MembershipFacts seen, boolean needsAnother) {
    MembershipFacts now = now(seen);
    if (!isStillSo(seen, now) || !now.membership().equals(seen.membership())) {
      return ChangeOutcome.STALE;
    }
    List<MembershipKey> administrators =
        inRoom(seen.key().accountId(), seen.key().roomId()).stream()
            .filter(membership -> membership.role() == Role.ADMINISTRATOR)
            .map(RoomMembership::key)
            .toList();
    return needsAnother && administrators.equals(List.of(seen.key()))
        ? ChangeOutcome.LAST_ADMINISTRATOR
        : ChangeOutcome.CHANGED;
  }

  private static RoomMembership membershipIn(MembershipFacts seen) {
    return seen.membership()
        .orElseThrow(() -> new IllegalArgumentException("the facts show no membership"));
  }

  @Override
  public int removeAllOf(AccountId accountId, MemberId memberId) {
    return locked(
        () -> {
          List<RoomMembership> going = ofMember(accountId, memberId);
          going.forEach(membership -> take(membership.key()));
          return going.size();
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

  /** What stands behind an id. The order of ids is the one that is promised. */
  protected <I extends Comparable<I>> Page<RoomMembership> page(
      List<RoomMembership> all, Function<RoomMembership, I> by, @Nullable I after, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a page holds 1 or more");
    }
    List<RoomMembership> rest =
        all.stream()
            .filter(item -> after == null || by.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(by))
            .toList();
    return new Page<>(rest.stream().limit(size).toList(), rest.size() > size);
  }

  /** Who is in a room, in no order. */
  protected List<RoomMembership> inRoom(AccountId accountId, RoomId roomId) {
    return all(m -> key(m.accountId(), m.roomId()).equals(key(accountId, roomId)));
  }

  /** Where a member is, in no order. */
  protected List<RoomMembership> ofMember(AccountId accountId, MemberId memberId) {
    return all(m -> key(m.accountId(), m.memberId()).equals(key(accountId, memberId)));
  }

  private List<RoomMembership> all(Predicate<MembershipKey> which) {
    return data.memberships.values().stream().filter(item -> which.test(item.key())).toList();
  }

  /** How many are in a room. */
  protected int roomMembershipCount(AccountId accountId, RoomId roomId) {
    return inRoom(accountId, roomId).size();
  }

  /** Keeps a membership. */
  protected void put(RoomMembership membership) {
    data.memberships.put(key(membership.key()), membership);
  }

  /** Forgets a membership. */
  protected void take(MembershipKey key) {
    data.memberships.remove(key(key));
  }

  private Object key(MembershipKey key) {
    return key(key.accountId(), key.roomId(), key.memberId());
  }

  /** What ids are kept under: equal if, and only if, the ids are. */
  protected Object key(Object... ids) {
    return List.of(ids);
  }

  /** One at a time. */
  protected <T> T locked(Supplier<T> action) {
    synchronized (data) {
      data.reach();
      return action.get();
    }
  }

  /** What is kept. */
  protected TinyData data() {
    return data;
  }

  /** Where the host keeps the members; null if they are in the data. */
  protected @Nullable MemberDirectory host() {
    return host;
  }

  /** How many rooms a member may be in. */
  protected int memberRoomLimit() {
    return memberRoomLimit;
  }
}
