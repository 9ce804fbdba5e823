package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberRepository;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.MembershipChange;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.membership.RoomMembershipRepository;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.membership.RoomRepository;
import io.chatrooms.core.store.Page;
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
 * The promises said once more, without a thought for speed or threads: four maps. It says them in
 * its own words and calls nothing of {@link MembershipChange} that decides, so that a mistake there
 * is found. It can be copied, so that one history may be tried in several orders.
 *
 * <p>A store may compare the versions of rows, and decline because something that was seen was
 * written and reads the same (promise 3). The model then allows both, and {@link
 * #declineWhatWasWritten} says which the store under test did.
 */
final class ModelStore implements Store {
  private record Key(AccountId accountId, Object id) {}

  /**
   * How often the rows behind some facts were written. A removal or a change of role counts as a
   * write of the room, since a store may keep the version of a room's memberships there. An
   * addition does not: additions alone never make a store decline.
   */
  private record Versions(int account, int room, int member, int caller)
      implements AccountFacts.Stamp {}

  private final int memberRoomLimit;
  private final Map<AccountId, Account> accountRows;
  private final Map<Key, Room> roomRows;
  private final Map<Key, Member> memberRows;
  private final Map<MembershipKey, RoomMembership> membershipRows;
  private final Map<Object, Integer> versions;
  private boolean declineWhatWasWritten;

  ModelStore(int memberRoomLimit) {
    this(memberRoomLimit, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  private ModelStore(
      int memberRoomLimit,
      Map<AccountId, Account> accountRows,
      Map<Key, Room> roomRows,
      Map<Key, Member> memberRows,
      Map<MembershipKey, RoomMembership> membershipRows,
      Map<Object, Integer> versions) {
    this.memberRoomLimit = memberRoomLimit;
    this.accountRows = new HashMap<>(accountRows);
    this.roomRows = new HashMap<>(roomRows);
    this.memberRows = new HashMap<>(memberRows);
    this.membershipRows = new HashMap<>(membershipRows);
    this.versions = new HashMap<>(versions);
  }

  ModelStore copy() {
    return new ModelStore(
        memberRoomLimit, accountRows, roomRows, memberRows, membershipRows, versions);
  }

  /** Whether to decline a change if something that was seen was written and reads the same. */
  void declineWhatWasWritten(boolean decline) {
    declineWhatWasWritten = decline;
  }

  /** Equal for two models that answer everything alike from now on. */
  Object state() {
    return List.of(accountRows, roomRows, memberRows, membershipRows);
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
    return new RoomRepository() {
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
        return roomRows.remove(key) != null;
      }
    };
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

  private final class Memberships implements RoomMembershipRepository {
    @Override
    public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
      AccountId accountId = key.accountId();
      Key roomKey = new Key(accountId, key.roomId());
      Key memberKey = new Key(accountId, key.memberId());
      List<RoomMembership> inRoom = all(membershipRows, isIn(accountId, key.roomId()));
      Optional<Key> callerKey = Optional.ofNullable(callerId).map(id -> new Key(accountId, id));
      AccountFacts account =
          new AccountFacts(
              accountId,
              Optional.ofNullable(callerId),
              Optional.ofNullable(accountRows.get(accountId)),
              callerKey.map(memberRows::get),
              new Versions(
                  version(accountId),
                  version(roomKey),
                  version(memberKey),
                  callerKey.map(ModelStore.this::version).orElse(0)));
      RoomFacts room =
          new RoomFacts(
              account,
              key.roomId(),
              Optional.ofNullable(roomRows.get(roomKey)),
              Optional.ofNullable(callerId)
                  .flatMap(id -> find(new MembershipKey(accountId, key.roomId(), id))),
              inRoom.size(),
              administratorsAmong(inRoom));
      return new MembershipFacts(
          room,
          key.memberId(),
          Optional.ofNullable(memberRows.get(memberKey)),
          find(key),
          all(membershipRows, isOf(accountId, key.memberId())).size(),
          memberRoomLimit);
    }

    @Override
    public Optional<MembershipFacts> confirm(MembershipChange change, MembershipFacts seen) {
      MembershipKey key = change.key();
      MembershipFacts now = facts(key, seen.callerId().orElse(null));
      Map<MembershipKey, RoomMembership> after = new HashMap<>(membershipRows);
      after.remove(key);
      change.after().ifPresent(membership -> after.put(key, membership));

      boolean declined =
          !reliedOn(now).equals(reliedOn(seen)) // 3
              || !find(key).equals(change.before()) // 4 and 7
              || passesALimit(after, key) // 5
              || takesTheLastAdministrator(after, key) // 6
              || (declineWhatWasWritten && !stamp(now).equals(stamp(seen))); // 3 allows it
      if (declined) {
        return Optional.of(now); // 2
      }
      boolean added = change.before().isEmpty();
      membershipRows.clear();
      membershipRows.putAll(after);
      if (!added) {
        written(new Key(key.accountId(), key.roomId()));
      }
      return Optional.empty();
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

    private static AccountFacts.Stamp stamp(MembershipFacts facts) {
      return facts.room().account().stamp();
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

    private static int administratorsAmong(Collection<RoomMembership> memberships) {
      return (int) memberships.stream().filter(m -> m.role() == Role.ADMINISTRATOR).count();
    }

    private static List<RoomMembership> all(
        Map<MembershipKey, RoomMembership> rows, Predicate<MembershipKey> which) {
      return rows.values().stream().filter(m -> which.test(m.key())).toList();
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
    public Page<RoomMembership> listByRoom(
        AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
      return page(isIn(accountId, roomId), m -> m.key().memberId(), after, size);
    }

    @Override
    public Page<RoomMembership> listByMember(
        AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
      return page(isOf(accountId, memberId), m -> m.key().roomId(), after, size);
    }

    private <K extends Comparable<K>> Page<RoomMembership> page(
        Predicate<MembershipKey> which,
        Function<RoomMembership, K> id,
        @Nullable K after,
        int size) {
      List<RoomMembership> rest =
          all(membershipRows, which).stream()
              .filter(m -> after == null || id.apply(m).compareTo(after) > 0)
              .sorted(Comparator.comparing(id))
              .toList();
      return new Page<>(rest.stream().limit(size).toList(), rest.size() > size);
    }
  }
}
