package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import io.chatrooms.core.member.Member;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store means, with no thought for speed or threads: four maps. It can be copied, so that
 * one history may be told in several orders.
 *
 * <p>A store may know facts by the versions of rows, and call them stale when something was written
 * to them, even if they read the same. So the model allows both answers then, and {@link
 * #preferStale} says which the store under test gave.
 */
final class ModelStore implements Store {
  private record Key(AccountId accountId, Object id) {}

  /** What was written to the rows that facts rest on, counted. */
  private record Versions(int account, int room, int member, int caller)
      implements MembershipFacts.Stamp {}

  private final int memberRoomLimit;
  private final Map<AccountId, Account> accountRows;
  private final Map<Key, Room> roomRows;
  private final Map<Key, Member> memberRows;
  private final Map<MembershipKey, RoomMembership> membershipRows;
  private final Map<Object, Integer> versions;
  private boolean preferStale;

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

  /** Whether to call facts stale that were written to and read the same. */
  void preferStale(boolean prefer) {
    preferStale = prefer;
  }

  /** Equal for two models that answer everything alike from now on. */
  Object state() {
    return List.of(accountRows, roomRows, memberRows, membershipRows);
  }

  private void touch(Object row) {
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
        touch(account.accountId());
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
        Room standing = roomRows.get(key);
        if (standing != null && standing.membershipLimit() != room.membershipLimit()) {
          throw new IllegalArgumentException("another limit");
        }
        roomRows.put(key, room);
        touch(key);
      }

      @Override
      public boolean remove(AccountId accountId, RoomId roomId) {
        Key key = new Key(accountId, roomId);
        removeWhere(k -> k.accountId().equals(accountId) && k.roomId().equals(roomId));
        touch(key);
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
        Member standing = memberRows.get(key);
        if (standing != null && standing.type() != member.type()) {
          throw new IllegalArgumentException("another type");
        }
        memberRows.put(key, member);
        touch(key);
      }

      @Override
      public boolean remove(AccountId accountId, MemberId memberId) {
        Key key = new Key(accountId, memberId);
        memberships().removeAllOf(accountId, memberId);
        touch(key);
        return memberRows.remove(key) != null;
      }
    };
  }

  @Override
  public RoomMembershipRepository memberships() {
    return new Memberships();
  }

  private int removeWhere(Predicate<MembershipKey> which) {
    List<MembershipKey> going = membershipRows.keySet().stream().filter(which).toList();
    for (MembershipKey key : going) {
      membershipRows.remove(key);
      touch(new Key(key.accountId(), key.roomId()));
    }
    return going.size();
  }

  private final class Memberships implements RoomMembershipRepository {
    @Override
    public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
      AccountId accountId = key.accountId();
      MembershipFacts.Builder facts =
          MembershipFacts.builder()
              .key(key)
              .account(accounts().find(accountId))
              .room(rooms().find(accountId, key.roomId()))
              .member(members().find(accountId, key.memberId()))
              .membership(find(key))
              .roomMembershipCount((int) inRoom(accountId, key.roomId()).count())
              .memberRoomCount((int) ofMember(accountId, key.memberId()).count())
              .memberRoomLimit(memberRoomLimit)
              .stamp(
                  new Versions(
                      version(accountId),
                      version(new Key(accountId, key.roomId())),
                      version(new Key(accountId, key.memberId())),
                      callerId == null ? 0 : version(new Key(accountId, callerId))));
      if (callerId != null) {
        facts
            .callerId(callerId)
            .caller(members().find(accountId, callerId))
            .callerMembership(find(new MembershipKey(accountId, key.roomId(), callerId)));
      }
      return facts.build();
    }

    private MembershipFacts again(MembershipFacts seen) {
      return facts(seen.key(), seen.callerId().orElse(null));
    }

    private boolean isStale(MembershipFacts seen, MembershipFacts now) {
      return !now.account().equals(seen.account())
          || !now.room().equals(seen.room())
          || !now.member().equals(seen.member())
          || !now.caller().equals(seen.caller())
          || !now.callerMembership().equals(seen.callerMembership())
          || (preferStale && !now.stamp().equals(seen.stamp()));
    }

    @Override
    public AddOutcome add(RoomMembership membership, MembershipFacts seen) {
      MembershipFacts now = again(seen);
      if (now.room().isEmpty() || now.member().isEmpty()) {
        return new AddOutcome.Gone();
      } else if (isStale(seen, now)) {
        return new AddOutcome.Stale();
      } else if (now.membership().isPresent()) {
        return new AddOutcome.AlreadyMember(now.membership().get());
      } else if (now.roomMembershipCount() >= now.room().get().membershipLimit()) {
        return new AddOutcome.RoomFull(now.room().get().membershipLimit());
      } else if (now.memberRoomCount() >= memberRoomLimit) {
        return new AddOutcome.MemberFull(memberRoomLimit);
      }
      membershipRows.put(membership.key(), membership);
      return new AddOutcome.Added();
    }

    @Override
    public Optional<RoomMembership> find(MembershipKey key) {
      return Optional.ofNullable(membershipRows.get(key));
    }

    @Override
    public ChangeOutcome changeRole(MembershipFacts seen, Role role, Instant updatedAt) {
      RoomMembership changed =
          RoomMembership.builder()
              .from(seen.membership().orElseThrow())
              .role(role)
              .updatedAt(updatedAt)
              .build();
      return change(
          seen,
          now -> role != Role.ADMINISTRATOR && isLastAdministrator(now),
          () -> membershipRows.put(seen.key(), changed));
    }

    @Override
    public ChangeOutcome remove(MembershipFacts seen) {
      return change(
          seen,
          now -> now.roomMembershipCount() > 1 && isLastAdministrator(now),
          () -> membershipRows.remove(seen.key()));
    }

    private ChangeOutcome change(
        MembershipFacts seen, Predicate<MembershipFacts> leavesNone, Runnable write) {
      MembershipFacts now = again(seen);
      if (isStale(seen, now) || !now.membership().equals(seen.membership())) {
        return ChangeOutcome.STALE;
      } else if (leavesNone.test(now)) {
        return ChangeOutcome.LAST_ADMINISTRATOR;
      }
      write.run();
      touch(new Key(seen.key().accountId(), seen.key().roomId()));
      return ChangeOutcome.CHANGED;
    }

    private boolean isLastAdministrator(MembershipFacts now) {
      MembershipKey key = now.key();
      return inRoom(key.accountId(), key.roomId())
          .filter(membership -> membership.role() == Role.ADMINISTRATOR)
          .map(RoomMembership::key)
          .toList()
          .equals(List.of(key));
    }

    @Override
    public int removeAllOf(AccountId accountId, MemberId memberId) {
      return removeWhere(k -> k.accountId().equals(accountId) && k.memberId().equals(memberId));
    }

    @Override
    public Page<RoomMembership> listByRoom(
        AccountId accountId, RoomId roomId, @Nullable MemberId after, int size) {
      return page(inRoom(accountId, roomId), m -> m.key().memberId(), after, size);
    }

    @Override
    public Page<RoomMembership> listByMember(
        AccountId accountId, MemberId memberId, @Nullable RoomId after, int size) {
      return page(ofMember(accountId, memberId), m -> m.key().roomId(), after, size);
    }

    private <K extends Comparable<K>> Page<RoomMembership> page(
        Stream<RoomMembership> all, Function<RoomMembership, K> by, @Nullable K after, int size) {
      List<RoomMembership> rest =
          all.filter(m -> after == null || by.apply(m).compareTo(after) > 0)
              .sorted(Comparator.comparing(by))
              .toList();
      return new Page<>(rest.stream().limit(size).toList(), rest.size() > size);
    }

    private Stream<RoomMembership> inRoom(AccountId accountId, RoomId roomId) {
      return membershipRows.values().stream()
          .filter(m -> m.key().accountId().equals(accountId) && m.key().roomId().equals(roomId));
    }

    private Stream<RoomMembership> ofMember(AccountId accountId, MemberId memberId) {
      return membershipRows.values().stream()
          .filter(
              m -> m.key().accountId().equals(accountId) && m.key().memberId().equals(memberId));
    }
  }
}
