package io.chatrooms.testkit;

import static java.util.Objects.requireNonNull;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipAdded;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The promises said once more, without a thought for speed or threads: five maps. It says them in
 * its own words and calls nothing of {@link MembershipChange} that decides, so that a mistake there
 * is found. It can be copied, so that one history may be tried in several orders.
 *
 * <p>A store may compare the versions of rows, and decline because something that was seen was
 * written and reads the same (promise 3). The model then allows both, and {@link
 * #declineWhatWasWritten} says which the store under test did.
 */
final class ModelStore implements Store {
  private record Key(AccountId accountId, @Nullable Object id) {}

  /**
   * How often the rows behind some facts were written. A removal or a change of role counts as a
   * write of the room, since a store may keep the version of a room's memberships there. An
   * addition does not: additions alone never make a store decline.
   */
  private record Versions(int account, int room, int member, int caller)
      implements AccountFacts.Stamp {}

  private final int memberRoomLimit;
  private final int accountRoomLimit;
  private final TokenKey tokenKey;
  private final Map<AccountId, Account> accountRows;
  private final Map<Key, Room> roomRows;

  /** The tokens of the rooms that were created with one. */
  private final Map<Key, IdempotencyToken> tokenRows;

  private final Map<Key, Member> memberRows;
  private final Map<MembershipKey, RoomMembership> membershipRows;
  private final Map<Object, Integer> versions;
  private boolean declineWhatWasWritten;

  ModelStore(int memberRoomLimit) {
    this(memberRoomLimit, Room.DEFAULT_ACCOUNT_LIMIT);
  }

  ModelStore(int memberRoomLimit, int accountRoomLimit) {
    this.memberRoomLimit = memberRoomLimit;
    this.accountRoomLimit = accountRoomLimit;
    this.tokenKey = TokenKey.random();
    this.accountRows = new HashMap<>();
    this.roomRows = new HashMap<>();
    this.tokenRows = new HashMap<>();
    this.memberRows = new HashMap<>();
    this.membershipRows = new HashMap<>();
    this.versions = new HashMap<>();
  }

  private ModelStore(ModelStore other) {
    this.memberRoomLimit = other.memberRoomLimit;
    this.accountRoomLimit = other.accountRoomLimit;
    this.tokenKey = other.tokenKey;
    this.accountRows = new HashMap<>(other.accountRows);
    this.roomRows = new HashMap<>(other.roomRows);
    this.tokenRows = new HashMap<>(other.tokenRows);
    this.memberRows = new HashMap<>(other.memberRows);
    this.membershipRows = new HashMap<>(other.membershipRows);
    this.versions = new HashMap<>(other.versions);
  }

  ModelStore copy() {
    return new ModelStore(this);
  }

  /** Whether to decline a change if something that was seen was written and reads the same. */
  void declineWhatWasWritten(boolean decline) {
    declineWhatWasWritten = decline;
  }

  /** Equal for two models that answer everything alike from now on. */
  Object state() {
    return List.of(accountRows, roomRows, tokenRows, memberRows, membershipRows);
  }

  private void written(Object row) {
    versions.merge(row, 1, Integer::sum);
  }

  private int version(Object row) {
    return versions.getOrDefault(row, 0);
  }

  @Override
  public AccountRepository accounts() {
    return new AccountRepository() {
      @Override
      public Optional<Account> find(AccountId accountId) {
        return Optional.ofNullable(accountRows.get(accountId));
      }

      @Override
      public void save(Account account) {
        accountRows.put(account.accountId(), account);
        written(account.accountId());
      }
    };
  }

  @Override
  public RoomRepository rooms() {
    return new Rooms();
  }

  @Override
  public MemberRepository members() {
    return new MemberRepository() {
      @Override
      public Optional<Member> find(AccountId accountId, MemberId memberId) {
        return Optional.ofNullable(memberRows.get(new Key(accountId, memberId)));
      }

      @Override
      public void save(Member member) {
        Key key = new Key(member.accountId(), member.memberId());
        memberRows.put(key, member);
        written(key);
      }

      @Override
      public boolean remove(AccountId accountId, MemberId memberId) {
        Key key = new Key(accountId, memberId);
        removeWhere(isOf(accountId, memberId));
        written(key);
        return memberRows.remove(key) != null;
      }
    };
  }

  @Override
  public RoomMembershipRepository memberships() {
    return new Memberships();
  }

  @Override
  public TokenKey tokenKey() {
    return tokenKey;
  }

  private static Predicate<MembershipKey> isIn(AccountId accountId, RoomId roomId) {
    return key -> key.accountId().equals(accountId) && key.roomId().equals(roomId);
  }

  private static Predicate<MembershipKey> isOf(AccountId accountId, MemberId memberId) {
    return key -> key.accountId().equals(accountId) && key.memberId().equals(memberId);
  }

  private int removeWhere(Predicate<MembershipKey> which) {
    List<MembershipKey> removed = membershipRows.keySet().stream().filter(which).toList();
    for (MembershipKey key : removed) {
      membershipRows.remove(key);
      written(new Key(key.accountId(), key.roomId()));
    }
    return removed.size();
  }

  private AccountFacts account(AccountId accountId, @Nullable MemberId callerId, Versions version) {
    return new AccountFacts(
        accountId,
        Optional.ofNullable(callerId),
        Optional.ofNullable(accountRows.get(accountId)),
        Optional.ofNullable(callerId).flatMap(id -> member(accountId, id)),
        version);
  }

  private Versions versions(
      AccountId accountId,
      @Nullable RoomId roomId,
      @Nullable MemberId memberId,
      @Nullable MemberId callerId) {
    return new Versions(
        version(accountId),
        version(new Key(accountId, roomId)),
        version(new Key(accountId, memberId)),
        version(new Key(accountId, callerId)));
  }

  private Optional<Member> member(AccountId accountId, MemberId memberId) {
    return Optional.ofNullable(memberRows.get(new Key(accountId, memberId)));
  }

  private RoomFacts room(
      AccountId accountId, RoomId roomId, @Nullable MemberId callerId, Versions version) {
    List<RoomMembership> inRoom = all(membershipRows, isIn(accountId, roomId));
    return new RoomFacts(
        account(accountId, callerId, version),
        roomId,
        Optional.ofNullable(roomRows.get(new Key(accountId, roomId))),
        Optional.ofNullable(callerId)
            .map(id -> new MembershipKey(accountId, roomId, id))
            .map(membershipRows::get),
        inRoom.size(),
        administratorsAmong(inRoom));
  }

  /** True if the model is told to decline what was written (promise 3). */
  private boolean declines(AccountFacts seen, AccountFacts now) {
    return declineWhatWasWritten && !seen.stamp().equals(now.stamp());
  }

  private static int administratorsAmong(Collection<RoomMembership> memberships) {
    return (int) memberships.stream().filter(m -> m.role() == Role.ADMINISTRATOR).count();
  }

  private static List<RoomMembership> all(
      Map<MembershipKey, RoomMembership> rows, Predicate<MembershipKey> which) {
    return rows.values().stream().filter(m -> which.test(m.key())).toList();
  }

  private static <T, K extends Comparable<K>> Page<T> page(
      List<T> all, Function<T, K> id, @Nullable K after, int size) {
    List<T> rest =
        all.stream()
            .filter(item -> after == null || id.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(id))
            .toList();
    return new Page<>(rest.stream().limit(size).toList(), rest.size() > size);
  }

  private final class Rooms implements RoomRepository {
    @Override
    public Optional<Room> find(AccountId accountId, RoomId roomId) {
      return Optional.ofNullable(roomRows.get(new Key(accountId, roomId)));
    }

    @Override
    public void save(Room room) {
      Key key = new Key(room.accountId(), room.roomId());
      roomRows.put(key, room);
      written(key);
    }

    @Override
    public boolean remove(AccountId accountId, RoomId roomId) {
      Key key = new Key(accountId, roomId);
      removeWhere(isIn(accountId, roomId));
      written(key);
      tokenRows.remove(key);
      return roomRows.remove(key) != null;
    }

    @Override
    public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
      return room(accountId, roomId, callerId, versions(accountId, roomId, null, callerId));
    }

    @Override
    public NewRoomFacts factsOfNew(
        AccountId accountId,
        RoomId roomId,
        @Nullable MemberId callerId,
        @Nullable IdempotencyToken token) {
      Key key = new Key(accountId, roomId);
      return new NewRoomFacts(
          account(accountId, callerId, versions(accountId, roomId, null, callerId)),
          roomId,
          roomRows.containsKey(key),
          Optional.ofNullable(token),
          earlier(accountId, token),
          roomsOf(accountId).size(),
          accountRoomLimit,
          callerId == null ? 0 : all(membershipRows, isOf(accountId, callerId)).size(),
          memberRoomLimit);
    }

    private Optional<NewRoomFacts.Earlier> earlier(
        AccountId accountId, @Nullable IdempotencyToken token) {
      return tokenRows.entrySet().stream()
          .filter(row -> row.getKey().accountId().equals(accountId))
          .filter(row -> token != null && row.getValue().key().equals(token.key()))
          .map(
              row ->
                  new NewRoomFacts.Earlier(
                      requireNonNull(roomRows.get(row.getKey())), row.getValue().content()))
          .findFirst();
    }

    @Override
    public Optional<NewRoomFacts> create(RoomCreated change, NewRoomFacts seen) {
      change.requireDecidedOn(seen);
      AccountId accountId = change.room().accountId();
      Key key = new Key(accountId, change.room().roomId());
      MemberId callerId = seen.account().callerId().orElse(null);
      NewRoomFacts now = factsOfNew(accountId, seen.roomId(), callerId, seen.token().orElse(null));
      boolean declined =
          !now.account().account().equals(seen.account().account()) // 3
              || !now.account().caller().equals(seen.account().caller()) // 3
              || roomRows.containsKey(key) // 4
              || earlier(accountId, seen.token().orElse(null)).isPresent() // 4
              || roomsOf(accountId).size() + 1 > accountRoomLimit // 5
              || (callerId != null
                  && all(membershipRows, isOf(accountId, callerId)).size() + 1
                      > memberRoomLimit) // 5
              || declines(seen.account(), now.account());
      if (declined) {
        return Optional.of(now); // 2
      }
      roomRows.put(key, change.room());
      change.token().ifPresent(token -> tokenRows.put(key, token));
      change
          .administrator()
          .map(MembershipAdded::membership)
          .ifPresent(membership -> membershipRows.put(membership.key(), membership));
      written(key);
      return Optional.empty();
    }

    @Override
    public Optional<RoomFacts> confirm(RoomChange change, RoomFacts seen) {
      change.requireDecidedOn(seen);
      AccountId accountId = change.before().accountId();
      RoomId roomId = change.before().roomId();
      RoomFacts now = facts(accountId, roomId, seen.account().callerId().orElse(null));
      boolean declined =
          !now.account().account().equals(seen.account().account()) // 3
              || !now.room().equals(seen.room()) // 3
              || !now.account().caller().equals(seen.account().caller()) // 3
              || !now.callerMembership().equals(seen.callerMembership()) // 3
              || declines(seen.account(), now.account());
      if (declined) {
        return Optional.of(now); // 2
      }
      change.after().ifPresentOrElse(this::save, () -> remove(accountId, roomId)); // 10
      return Optional.empty();
    }

    @Override
    public RoomListing list(
        AccountId accountId,
        @Nullable MemberId callerId,
        @Nullable MemberId memberId,
        @Nullable RoomId after,
        int size) {
      List<Room> rooms =
          memberId == null
              ? roomsOf(accountId)
              : all(membershipRows, isOf(accountId, memberId)).stream()
                  .map(m -> requireNonNull(roomRows.get(new Key(accountId, m.key().roomId()))))
                  .toList();
      return new RoomListing(
          account(accountId, callerId, versions(accountId, null, memberId, callerId)),
          Optional.ofNullable(memberId),
          Optional.ofNullable(memberId).flatMap(id -> member(accountId, id)),
          page(rooms, Room::roomId, after, size));
    }

    private List<Room> roomsOf(AccountId accountId) {
      return roomRows.values().stream().filter(room -> room.accountId().equals(accountId)).toList();
    }
  }

  private final class Memberships implements RoomMembershipRepository {
    @Override
    public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
      AccountId accountId = key.accountId();
      return new MembershipFacts(
          room(
              accountId,
              key.roomId(),
              callerId,
              versions(accountId, key.roomId(), key.memberId(), callerId)),
          key.memberId(),
          member(accountId, key.memberId()),
          find(key),
          all(membershipRows, isOf(accountId, key.memberId())).size(),
          memberRoomLimit);
    }

    @Override
    public List<MembershipFacts> factsOf(AccountId accountId, List<MembershipQuestion> questions) {
      return questions.stream()
          .map(question -> facts(question.key(), question.callerId().orElse(null)))
          .toList();
    }

    @Override
    public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
      return confirm(Proposal.of(change, seen)).stream().findFirst();
    }

    @Override
    public List<List<MembershipFacts>> confirmAll(AccountId accountId, List<Proposal> proposals) {
      return proposals.stream().map(this::confirm).toList();
    }

    private List<MembershipFacts> confirm(Proposal proposal) {
      List<MembershipFacts> now =
          proposal.steps().stream().map(step -> factsNow(step.seen())).toList();
      Map<MembershipKey, RoomMembership> before = Map.copyOf(membershipRows);
      for (int i = 0; i < now.size(); i++) {
        Proposal.Step step = proposal.steps().get(i);
        if (declines(step.seen().room().account(), now.get(i).room().account()) // 3 allows it
            || !isMade(step)) {
          membershipRows.clear();
          membershipRows.putAll(before);
          return now; // 2
        }
      }
      proposal.steps().stream()
          .flatMap(step -> step.change().stream())
          .filter(change -> change.before().isPresent())
          .forEach(change -> written(new Key(change.key().accountId(), change.key().roomId())));
      return List.of();
    }

    private MembershipFacts factsNow(MembershipFacts seen) {
      return facts(seen.key(), seen.callerId().orElse(null));
    }

    private boolean isMade(Proposal.Step step) {
      MembershipChange change = step.change().orElse(null);
      return change == null
          ? isStillRefused(step.seen(), factsNow(step.seen()))
          : isMade(change, step.seen());
    }

    private boolean isStillRefused(MembershipFacts seen, MembershipFacts now) {
      return reliedOn(now).equals(reliedOn(seen)) // 3
          && now.membership().equals(seen.membership())
          && now.room().isFull() == seen.room().isFull()
          && now.isMemberFull() == seen.isMemberFull();
    }

    /** Makes the change if it may be made. */
    private boolean isMade(MembershipChange change, MembershipFacts seen) {
      MembershipKey key = change.key();
      Map<MembershipKey, RoomMembership> after = new HashMap<>(membershipRows);
      after.remove(key);
      change.after().ifPresent(membership -> after.put(key, membership));

      boolean declined =
          !reliedOn(factsNow(seen)).equals(reliedOn(seen)) // 3
              || !find(key).equals(change.before()) // 4 and 7
              || passesALimit(after, key) // 5
              || takesTheLastAdministrator(after, key); // 6
      if (declined) {
        return false;
      }
      membershipRows.clear();
      membershipRows.putAll(after);
      return true;
    }

    private static List<Object> reliedOn(MembershipFacts facts) {
      RoomFacts room = facts.room();
      return List.of(
          room.account().account(),
          room.room(),
          room.account().caller(),
          room.callerMembership(),
          facts.member());
    }

    private boolean passesALimit(Map<MembershipKey, RoomMembership> after, MembershipKey key) {
      Room room = roomRows.get(new Key(key.accountId(), key.roomId()));
      return room == null
          || all(after, isIn(key.accountId(), key.roomId())).size() > room.membershipLimit()
          || all(after, isOf(key.accountId(), key.memberId())).size() > memberRoomLimit;
    }

    private boolean takesTheLastAdministrator(
        Map<MembershipKey, RoomMembership> after, MembershipKey key) {
      Predicate<MembershipKey> inRoom = isIn(key.accountId(), key.roomId());
      List<RoomMembership> remain = all(after, inRoom);
      return administratorsAmong(all(membershipRows, inRoom)) > 0
          && administratorsAmong(remain) == 0
          && !remain.isEmpty();
    }

    @Override
    public Optional<RoomMembership> find(MembershipKey key) {
      return Optional.ofNullable(membershipRows.get(key));
    }

    @Override
    public int removeAllOf(AccountId accountId, MemberId memberId) {
      return removeWhere(isOf(accountId, memberId));
    }

    @Override
    public MembershipListing list(
        AccountId accountId,
        RoomId roomId,
        @Nullable MemberId callerId,
        @Nullable MemberId after,
        int size) {
      Page<RoomMembership> page = listByRoom(accountId, roomId, after, size);
      return new MembershipListing(
          room(accountId, roomId, callerId, versions(accountId, roomId, null, callerId)),
          new Page<>(
              page.items().stream()
                  .map(m -> new ListedMembership(m, member(accountId, m.key().memberId())))
                  .toList(),
              page.hasMore()));
    }

    @Override
    public Page<RoomMembership> listByRoom(
        AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
      return page(
          all(membershipRows, isIn(accountId, roomId)), m -> m.key().memberId(), after, size);
    }

    @Override
    public Page<RoomMembership> listByMember(
        AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
      return page(
          all(membershipRows, isOf(accountId, memberId)), m -> m.key().roomId(), after, size);
    }
  }
}
