package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.ChangeOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Something to do to a store, as a value: it can be done to the store under test and to the model,
 * printed, and left out. Rooms and members are numbers in the {@link Cast}; a caller of -1 is an
 * account administrator.
 */
sealed interface Action {
  /** Does it, and tells what came of it. */
  Object on(Store store, Cast cast);

  /** The promises that the answer rests on. */
  String promises();

  /** The action CreateRoomMembership. */
  record Create(int caller, int room, int member, Role role) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      Caller by =
          caller < 0
              ? Caller.accountAdministrator(cast.account, "administrator")
              : Caller.member(cast.account, Cast.member(caller));
      return create(store, by, cast.key(room, member), role);
    }

    @Override
    public String promises() {
      return "promises 1 to 7, through CreateRoomMembership";
    }
  }

  /** Changes the role, on fresh facts. */
  record ChangeRole(int caller, int room, int member, Role role) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return onFreshFacts(
          store,
          cast.key(room, member),
          callerId(caller),
          facts -> store.memberships().changeRole(facts, role, Cast.NOON.plusSeconds(1)));
    }

    @Override
    public String promises() {
      return "promise 12";
    }
  }

  /** Removes the membership, on fresh facts. */
  record Remove(int caller, int room, int member) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return onFreshFacts(
          store, cast.key(room, member), callerId(caller), store.memberships()::remove);
    }

    @Override
    public String promises() {
      return "promise 12";
    }
  }

  /** Reads the facts, lets other things happen, and only then adds. */
  record AddLater(int caller, int room, int member, Role role, List<Action> meanwhile)
      implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      MembershipKey key = cast.key(room, member);
      MembershipFacts seen = store.memberships().facts(key, callerId(caller));
      List<Object> told = new ArrayList<>();
      meanwhile.forEach(action -> told.add(action.on(store, cast)));
      RoomMembership membership =
          RoomMembership.builder()
              .key(key)
              .role(role)
              .invitedBy("inviter")
              .updatedAt(Cast.NOON)
              .build();
      told.add(store.memberships().add(membership, seen));
      return told;
    }

    @Override
    public String promises() {
      return "promises 2 and 6";
    }
  }

  /** Reads the facts, lets other things happen, and only then changes the role or removes. */
  record ChangeLater(int caller, int room, int member, @Nullable Role role, List<Action> meanwhile)
      implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      MembershipFacts seen = store.memberships().facts(cast.key(room, member), callerId(caller));
      List<Object> told = new ArrayList<>();
      meanwhile.forEach(action -> told.add(action.on(store, cast)));
      if (seen.membership().isPresent()) {
        told.add(
            role == null
                ? store.memberships().remove(seen)
                : store.memberships().changeRole(seen, role, Cast.NOON.plusSeconds(2)));
      }
      return told;
    }

    @Override
    public String promises() {
      return "promise 12";
    }
  }

  /** Saves the account. */
  record SaveAccount(AccountStatus status) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      store.accounts().save(cast.accountIs(status));
      return "saved";
    }

    @Override
    public String promises() {
      return "promise 7";
    }
  }

  /** Saves the room. */
  record SaveRoom(int room, InvitePolicy policy) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      store.rooms().save(cast.roomIs(room, policy));
      return "saved";
    }

    @Override
    public String promises() {
      return "promise 7";
    }
  }

  /** Removes the room and its memberships. */
  record RemoveRoom(int room) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return store.rooms().remove(cast.account, Cast.room(room));
    }

    @Override
    public String promises() {
      return "promise 9";
    }
  }

  /** Saves the member, able to act or not. */
  record SaveMember(int member, boolean barred) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      store.members().save(cast.memberIs(member, barred));
      return "saved";
    }

    @Override
    public String promises() {
      return "promise 7";
    }
  }

  /** Removes the member and its memberships. */
  record RemoveMember(int member) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return store.members().remove(cast.account, Cast.member(member));
    }

    @Override
    public String promises() {
      return "promise 9";
    }
  }

  /** Removes the member's memberships. */
  record RemoveAllOf(int member) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return store.memberships().removeAllOf(cast.account, Cast.member(member));
    }

    @Override
    public String promises() {
      return "promise 9";
    }
  }

  /** Reads one membership. */
  record Find(int room, int member) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return store.memberships().find(cast.key(room, member));
    }

    @Override
    public String promises() {
      return "promises 7 and 11";
    }
  }

  /** Reads the facts. */
  record Facts(int caller, int room, int member) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return told(store, cast.key(room, member), callerId(caller));
    }

    /** The facts without the store's own note. */
    static MembershipFacts told(Store store, MembershipKey key, @Nullable MemberId callerId) {
      return MembershipFacts.builder()
          .from(store.memberships().facts(key, callerId))
          .stamp(MembershipFacts.Stamp.NONE)
          .build();
    }

    @Override
    public String promises() {
      return "promises 1, 7, 9 and 11";
    }
  }

  /** Reads a page of a room; {@code after} is a member, or -1 for the first page. */
  record ListByRoom(int room, int after, int size) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      return store.memberships().listByRoom(cast.account, Cast.room(room), callerId(after), size);
    }

    @Override
    public String promises() {
      return "promise 8";
    }
  }

  /** Reads a page of a member; {@code after} is a room, or -1 for the first page. */
  record ListByMember(int member, int after, int size) implements Action {
    @Override
    public Object on(Store store, Cast cast) {
      RoomId afterId = after < 0 ? null : Cast.room(after);
      return store.memberships().listByMember(cast.account, Cast.member(member), afterId, size);
    }

    @Override
    public String promises() {
      return "promise 8";
    }
  }

  /** An account administrator adds a plain member, and takes the first answer. */
  static CreateRoomMembershipResult createOnce(Store store, MembershipKey key) {
    return new CreateRoomMembership(store.memberships(), InstantSource.fixed(Cast.NOON))
        .execute(
            Caller.accountAdministrator(key.accountId(), "administrator"),
            request(key, Role.MEMBER));
  }

  /** An account administrator adds a plain member. */
  static CreateRoomMembershipResult create(Store store, MembershipKey key) {
    return create(
        store, Caller.accountAdministrator(key.accountId(), "administrator"), key, Role.MEMBER);
  }

  private static CreateRoomMembershipResult create(
      Store store, Caller caller, MembershipKey key, Role role) {
    CreateRoomMembership create =
        new CreateRoomMembership(store.memberships(), InstantSource.fixed(Cast.NOON));
    CreateRoomMembershipRequest request = request(key, role);
    Patience patience = new Patience();
    while (true) {
      CreateRoomMembershipResult result = create.execute(caller, request);
      if (!(result instanceof ServiceUnavailable unavailable) || unavailable.outcomeUnknown()) {
        return result;
      }
      patience.orFail("was unavailable");
    }
  }

  private static CreateRoomMembershipRequest request(MembershipKey key, Role role) {
    return CreateRoomMembershipRequest.builder()
        .accountId(key.accountId().value())
        .roomId(key.roomId().value())
        .memberId(key.memberId().value())
        .role(role.apiName())
        .build();
  }

  private static @Nullable MemberId callerId(int caller) {
    return caller < 0 ? null : Cast.member(caller);
  }

  /** Asks again while the store gives up under contention and says that nothing happened. */
  static <T> T patiently(Supplier<T> asking) {
    Patience patience = new Patience();
    while (true) {
      try {
        return asking.get();
      } catch (StoreUnavailableException e) {
        if (e.outcomeUnknown()) {
          throw e;
        }
      }
      patience.orFail("was unavailable");
    }
  }

  private static Object onFreshFacts(
      Store store,
      MembershipKey key,
      @Nullable MemberId callerId,
      Function<MembershipFacts, ChangeOutcome> change) {
    Patience patience = new Patience();
    while (true) {
      MembershipFacts facts = patiently(() -> store.memberships().facts(key, callerId));
      if (facts.membership().isEmpty()) {
        return "no membership";
      }
      ChangeOutcome outcome = patiently(() -> change.apply(facts));
      if (outcome != ChangeOutcome.STALE) {
        return outcome;
      }
      patience.orFail("called fresh facts stale");
    }
  }

  /** True if somewhere in what was told the store called facts stale. */
  static boolean tellsOfStale(Object told) {
    return told instanceof List<?> list
        ? list.stream().anyMatch(Action::tellsOfStale)
        : told == ChangeOutcome.STALE || told instanceof AddOutcome.Stale;
  }

  /** Anything that takes effect at one instant. */
  static Arbitrary<Action> single() {
    return single(Cast.rooms(), Cast.members());
  }

  /** Anything that takes effect at one instant, about the same few, who are often looked at. */
  static Arbitrary<Action> contended() {
    Arbitrary<Integer> either = Arbitraries.integers().between(0, 1);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Combinators.combine(either, either, either).as(Facts::new)),
        Tuple.of(4, single(2, 2)));
  }

  /** An add to the first room, of one of the first so many members. */
  static Arbitrary<Action> seatTaking(int members) {
    return Arbitraries.integers()
        .between(0, members - 1)
        .map(member -> new Create(-1, 0, member, Role.MEMBER));
  }

  /** Anything that takes effect at one instant, about the first so many rooms and members. */
  static Arbitrary<Action> single(int rooms, int members) {
    Arbitrary<Integer> caller = Arbitraries.integers().between(-1, 1);
    Arbitrary<Integer> room = Arbitraries.integers().between(0, rooms - 1);
    Arbitrary<Integer> member = Arbitraries.integers().between(0, members - 1);
    Arbitrary<Role> role = Arbitraries.of(Role.class);
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 4);
    return Arbitraries.frequencyOf(
        Tuple.of(12, Combinators.combine(caller, room, member, role).as(Create::new)),
        Tuple.of(4, Combinators.combine(caller, room, member, role).as(ChangeRole::new)),
        Tuple.of(4, Combinators.combine(caller, room, member).as(Remove::new)),
        Tuple.of(1, Arbitraries.of(AccountStatus.class).map(SaveAccount::new)),
        Tuple.of(
            2, Combinators.combine(room, Arbitraries.of(InvitePolicy.class)).as(SaveRoom::new)),
        Tuple.of(1, room.map(RemoveRoom::new)),
        Tuple.of(2, Combinators.combine(member, Arbitraries.of(true, false)).as(SaveMember::new)),
        Tuple.of(1, member.map(RemoveMember::new)),
        Tuple.of(1, member.map(RemoveAllOf::new)),
        Tuple.of(2, Combinators.combine(room, member).as(Find::new)),
        Tuple.of(2, Combinators.combine(caller, room, member).as(Facts::new)),
        Tuple.of(
            2,
            Combinators.combine(room, Arbitraries.integers().between(-1, Cast.members() - 1), size)
                .as(ListByRoom::new)),
        Tuple.of(
            2,
            Combinators.combine(member, Arbitraries.integers().between(-1, Cast.rooms() - 1), size)
                .as(ListByMember::new)));
  }

  /** Anything, also with other things happening between its reading and its writing. */
  static Arbitrary<Action> any() {
    Arbitrary<Integer> caller = Arbitraries.integers().between(-1, 1);
    Arbitrary<Integer> room = Arbitraries.integers().between(0, Cast.rooms() - 1);
    Arbitrary<Integer> member = Arbitraries.integers().between(0, Cast.members() - 1);
    Arbitrary<Role> role = Arbitraries.of(Role.class);
    Arbitrary<List<Action>> meanwhile = single().list().ofMinSize(1).ofMaxSize(2);
    return Arbitraries.frequencyOf(
        Tuple.of(4, single()),
        Tuple.of(1, Combinators.combine(caller, room, member, role, meanwhile).as(AddLater::new)),
        Tuple.of(
            1,
            Combinators.combine(caller, room, member, role.injectNull(0.5), meanwhile)
                .as(ChangeLater::new)));
  }
}
