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
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.MembershipQuestion;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.Proposal;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomChange;
import io.chatrooms.core.membership.RoomCreated;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import io.chatrooms.core.store.TokenKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private final int accountRoomLimit;
  private final @Nullable MemberDirectory host;
  private final TinyData data;

  /**
   * A store over data that other stores may share.
   *
   * @param host the host's directory of members; null if the members are in the data
   */
  public TinyStore(
      int memberRoomLimit, int accountRoomLimit, @Nullable MemberDirectory host, TinyData data) {
    this.memberRoomLimit = Member.requireRoomLimit(memberRoomLimit);
    this.accountRoomLimit = Room.requireAccountLimit(accountRoomLimit);
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
  public TokenKey tokenKey() {
    return data.tokenKey;
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
          free(accountId, roomId);
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

  /**
   * Where the facts find members: in the data, or in what the host says of these now. The host may
   * be slow, so it is asked before the lock is taken.
   */
  private MemberDirectory members(AccountId accountId, Stream<MemberId> asked) {
    if (host == null) {
      return this;
    }
    Map<MemberId, Member> found = host.findAll(accountId, asked.distinct().toList());
    return (account, id) -> Optional.ofNullable(found.get(id));
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    Optional<MemberId> asking = Optional.ofNullable(callerId);
    MemberDirectory members =
        members(key.accountId(), Stream.concat(Stream.of(key.memberId()), asking.stream()));
    return locked(() -> read(key, asking, members));
  }

  @Override
  public List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions) {
    questions.forEach(question -> requireOf(accountId, question.key()));
    MemberDirectory members =
        members(
            accountId,
            questions.stream()
                .flatMap(
                    question ->
                        Stream.concat(
                            Stream.of(question.key().memberId()), question.callerId().stream())));
    return locked(
        () ->
            questions.stream()
                .map(question -> read(question.key(), question.callerId(), members))
                .toList());
  }

  private static void requireOf(AccountId accountId, MembershipKey key) {
    if (!key.accountId().equals(accountId)) {
      throw new IllegalArgumentException(
          "the account is %s, and a membership is %s".formatted(accountId, key));
    }
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
      MembershipKey key, Optional<MemberId> callerId, MemberDirectory members) {
    AccountId accountId = key.accountId();
    return new MembershipFacts(
        read(accountId, key.roomId(), callerId, members),
        key.memberId(),
        members.find(accountId, key.memberId()),
        find(key),
        ofMember(accountId, key.memberId()).size(),
        memberRoomLimit);
  }

  private RoomFacts read(
      AccountId accountId, RoomId roomId, Optional<MemberId> callerId, MemberDirectory members) {
    return new RoomFacts(
        read(accountId, callerId, members),
        roomId,
        find(accountId, roomId),
        callerId.flatMap(id -> find(new MembershipKey(accountId, roomId, id))),
        membershipCount(accountId, roomId),
        administratorCount(accountId, roomId));
  }

  private AccountFacts read(
      AccountId accountId, Optional<MemberId> callerId, MemberDirectory members) {
    return new AccountFacts(
        accountId,
        callerId,
        find(accountId),
        callerId.flatMap(id -> members.find(accountId, id)),
        Stamp.NONE);
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

  @Override
  public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
    proposals.stream()
        .flatMap(proposal -> proposal.steps().stream())
        .forEach(step -> requireOf(accountId, step.seen().key()));
    return locked(() -> proposals.stream().map(this::confirm).toList());
  }

  /** Confirms one of several proposals, under the lock. */
  protected List<MembershipFacts> confirm(Proposal proposal) {
    List<MembershipFacts> now = proposal.steps().stream().map(step -> now(step.seen())).toList();
    if (!proposal.mayBeMade(now)) {
      return now;
    }
    proposal.steps().forEach(step -> step.change().ifPresent(this::apply));
    return List.of();
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
  public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    Optional<MemberId> asking = Optional.ofNullable(callerId);
    MemberDirectory members = members(accountId, asking.stream());
    return locked(() -> read(accountId, roomId, asking, members));
  }

  @Override
  public Optional<RoomFacts> confirm(RoomChange change, RoomFacts seen) {
    change.requireDecidedOn(seen);
    AccountFacts asking = seen.account();
    return locked(
        () -> {
          RoomFacts now =
              read(asking.accountId(), seen.roomId(), asking.callerId(), directoryOf(asking));
          if (!mayBeMade(change, seen, now)) {
            return Optional.of(now);
          }
          change
              .after()
              .ifPresentOrElse(this::save, () -> remove(asking.accountId(), seen.roomId()));
          return Optional.empty();
        });
  }

  /** Promise 3. */
  protected boolean mayBeMade(RoomChange change, RoomFacts seen, RoomFacts now) {
    return change.mayBeMade(seen, now);
  }

  /** Where a confirmation finds the caller. Of the host's members, what was seen. */
  private MemberDirectory directoryOf(AccountFacts seen) {
    return host == null ? this : (account, id) -> seen.caller();
  }

  @Override
  public NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    Optional<MemberId> asking = Optional.ofNullable(callerId);
    MemberDirectory members = members(accountId, asking.stream());
    return locked(() -> readOfNew(accountId, roomId, asking, Optional.ofNullable(token), members));
  }

  private NewRoomFacts readOfNew(
      AccountId accountId,
      RoomId roomId,
      Optional<MemberId> callerId,
      Optional<IdempotencyToken> token,
      MemberDirectory members) {
    return new NewRoomFacts(
        read(accountId, callerId, members),
        roomId,
        find(accountId, roomId).isPresent(),
        token,
        token.flatMap(given -> createdWith(accountId, given)),
        roomCount(accountId),
        accountRoomLimit,
        callerId.map(id -> ofMember(accountId, id).size()).orElse(0),
        memberRoomLimit);
  }

  /** The room that was created with the token. */
  protected Optional<NewRoomFacts.Earlier> createdWith(
      AccountId accountId, IdempotencyToken token) {
    return rooms(accountId).stream()
        .flatMap(
            room ->
                Optional.ofNullable(data.tokens.get(key(accountId, room.roomId()))).stream()
                    .filter(earlier -> earlier.key().equals(token.key()))
                    .map(earlier -> new NewRoomFacts.Earlier(room, earlier.content())))
        .findFirst();
  }

  /** The facts as they are now, read under the lock. Of the host's members, what was seen. */
  protected NewRoomFacts now(NewRoomFacts seen) {
    AccountFacts asking = seen.account();
    return readOfNew(
        asking.accountId(), seen.roomId(), asking.callerId(), seen.token(), directoryOf(asking));
  }

  @Override
  public Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen) {
    change.requireDecidedOn(seen);
    return locked(
        () -> {
          NewRoomFacts now = now(seen);
          if (!mayBeMade(change, seen, now)) {
            return Optional.of(now);
          }
          apply(change);
          return Optional.empty();
        });
  }

  /** Promises 3 to 5. */
  protected boolean mayBeMade(RoomCreated change, NewRoomFacts seen, NewRoomFacts now) {
    return change.mayBeMade(seen, now);
  }

  /** Creates the room, whatever stands against it. */
  protected void apply(RoomCreated change) {
    Object key = key(change.room().accountId(), change.room().roomId());
    data.rooms.put(key, change.room());
    change.token().ifPresent(token -> data.tokens.put(key, token));
    change.administrator().ifPresent(this::apply);
  }

  /** The rooms of an account, in no order. */
  protected List<Room> rooms(AccountId accountId) {
    return data.rooms.values().stream()
        .filter(room -> key(room.accountId()).equals(key(accountId)))
        .toList();
  }

  /** How many rooms an account has. */
  protected int roomCount(AccountId accountId) {
    return rooms(accountId).size();
  }

  /** Frees the token that a room was created with, if there is one. */
  protected void free(AccountId accountId, RoomId roomId) {
    data.tokens.remove(key(accountId, roomId));
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    Optional<MemberId> asking = Optional.ofNullable(callerId);
    Optional<MemberId> whose = Optional.ofNullable(memberId);
    MemberDirectory members = members(accountId, Stream.concat(asking.stream(), whose.stream()));
    return locked(
        () ->
            new RoomListing(
                read(accountId, asking, members),
                whose,
                whose.flatMap(id -> members.find(accountId, id)),
                page(
                    whose.map(id -> roomsOf(accountId, id)).orElseGet(() -> rooms(accountId)),
                    Room::roomId,
                    after,
                    size)));
  }

  private List<Room> roomsOf(AccountId accountId, MemberId memberId) {
    return ofMember(accountId, memberId).stream()
        .flatMap(membership -> find(accountId, membership.key().roomId()).stream())
        .toList();
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    Optional<MemberId> asking = Optional.ofNullable(callerId);
    MemberDirectory callers = members(accountId, asking.stream());
    MembershipListing listing =
        locked(
            () ->
                new MembershipListing(
                    read(accountId, roomId, asking, callers),
                    withMembers(
                        page(inRoom(accountId, roomId), m -> m.key().memberId(), after, size),
                        host == null ? this : (account, id) -> Optional.empty())));
    if (host == null) {
      return listing;
    }
    Page<RoomMembership> page =
        new Page<>(
            listing.page().items().stream().map(ListedMembership::membership).toList(),
            listing.page().hasMore());
    return new MembershipListing(
        listing.room(),
        withMembers(page, members(accountId, page.items().stream().map(m -> m.key().memberId()))));
  }

  private static Page<ListedMembership> withMembers(
      Page<RoomMembership> page, MemberDirectory members) {
    return new Page<>(
        page.items().stream()
            .map(
                m -> new ListedMembership(m, members.find(m.key().accountId(), m.key().memberId())))
            .toList(),
        page.hasMore());
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

  /** What comes after an id. Ids compare by code point. */
  protected <T, I extends Comparable<I>> Page<T> page(
      List<T> all, Function<T, I> by, @Nullable I after, int size) {
    List<T> rest =
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

  /** How many rooms an account may have. */
  protected int accountRoomLimit() {
    return accountRoomLimit;
  }
}
