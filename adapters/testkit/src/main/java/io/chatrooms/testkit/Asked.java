package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoom;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoom;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.UpdateRoom;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** One execution of an action: in which world, by whom, of what, and when. */
record Asked(World world, Caller caller, Question question, Instant now) {
  /** An action and its request. */
  sealed interface Question {
    /** Executes the action. */
    Outcome execute(ChatRooms rooms, Caller caller);

    /** The same with this before the id of the account. What cannot be an id is unchanged. */
    Question inAccount(String prefix);
  }

  /** About one membership. */
  record OfMembership(MembershipAction action, MembershipRequest request) implements Question {
    @Override
    public Outcome execute(ChatRooms rooms, Caller caller) {
      return action.execute(rooms, caller, request);
    }

    @Override
    public Question inAccount(String prefix) {
      return new OfMembership(
          action,
          new MembershipRequest(
              inAccountOf(request.accountId(), prefix),
              request.roomId(),
              request.memberId(),
              request.role()));
    }

    @Override
    public String toString() {
      return "%s: %s".formatted(action, Story.of(request));
    }
  }

  /** About a room, or several memberships or rooms. */
  record OfRooms(RoomsAction action, RoomRequest request) implements Question {
    @Override
    public Outcome execute(ChatRooms rooms, Caller caller) {
      return action.execute(rooms, caller, request);
    }

    @Override
    public Question inAccount(String prefix) {
      return new OfRooms(action, request.inAccount(inAccountOf(request.accountId(), prefix)));
    }

    @Override
    public String toString() {
      return "%s: %s".formatted(action, Story.of(request));
    }
  }

  private static @Nullable String inAccountOf(@Nullable String id, String prefix) {
    return DomainArbitraries.isId(id) ? prefix + id : id;
  }

  /**
   * Any execution in a world for a store with this limit, and with the tight limit of rooms per
   * account. Half of them are about a membership that exists, or about an addition to its room, by
   * a caller who may act there, so that the rules of each action decide often.
   */
  static Arbitrary<Asked> any(int memberRoomLimit) {
    return DomainArbitraries.worlds(memberRoomLimit)
        .flatMap(
            world ->
                world.memberships().isEmpty()
                    ? aboutAnything(world)
                    : Arbitraries.oneOf(aboutAnything(world), aboutAMembership(world)));
  }

  private static Arbitrary<Asked> aboutAnything(World world) {
    return Combinators.combine(
            DomainArbitraries.callers(world),
            Arbitraries.oneOf(
                Combinators.combine(
                        Arbitraries.of(MembershipAction.class), DomainArbitraries.requests(world))
                    .as(OfMembership::new),
                Combinators.combine(
                        Arbitraries.of(RoomsAction.class), DomainArbitraries.roomRequests(world))
                    .as(OfRooms::new)),
            DomainArbitraries.times())
        .as((caller, question, now) -> new Asked(world, caller, question, now));
  }

  private static Arbitrary<Asked> aboutAMembership(World world) {
    return Arbitraries.of(world.memberships())
        .flatMap(
            membership ->
                Combinators.combine(
                        Arbitraries.of(callersInTheRoomOf(membership, world)),
                        Arbitraries.oneOf(
                            aboutTheMembership(membership, world), aboutTheRoom(membership, world)),
                        DomainArbitraries.times())
                    .as((caller, question, now) -> new Asked(world, caller, question, now)));
  }

  private static Arbitrary<OfMembership> aboutTheMembership(
      RoomMembership membership, World world) {
    return Combinators.combine(
            Arbitraries.of(MembershipAction.class),
            Arbitraries.of(membersOfTheAccountOf(membership, world)),
            Arbitraries.of(Role.class).map(Role::apiName).injectNull(0.1))
        .as(
            (action, anyone, role) -> {
              MembershipKey key = membership.key();
              MemberId member = action == MembershipAction.CREATE ? anyone : key.memberId();
              return new OfMembership(action, about(key, member, role));
            });
  }

  /** The room of the membership, and the rooms of its member. */
  private static Arbitrary<OfRooms> aboutTheRoom(RoomMembership membership, World world) {
    MembershipKey key = membership.key();
    return Combinators.combine(
            Arbitraries.of(RoomsAction.class), DomainArbitraries.validRoomRequests(world))
        .as(
            (action, near) ->
                new OfRooms(
                    action,
                    new RoomRequest(
                        key.accountId().value(),
                        key.roomId().value(),
                        near.memberId() == null ? null : key.memberId().value(),
                        near.name(),
                        near.invitePolicy(),
                        near.clientRequestToken(),
                        near.items(),
                        near.maxResults(),
                        null)));
  }

  private static List<Caller> callersInTheRoomOf(RoomMembership membership, World world) {
    AccountId account = membership.key().accountId();
    RoomId room = membership.key().roomId();
    Stream<Caller> members =
        world.memberships().stream()
            .map(RoomMembership::key)
            .filter(key -> key.accountId().equals(account) && key.roomId().equals(room))
            .map(key -> Caller.member(account, key.memberId()));
    return Stream.concat(Stream.of(Caller.accountAdministrator(account, "administrator")), members)
        .toList();
  }

  private static List<MemberId> membersOfTheAccountOf(RoomMembership membership, World world) {
    return world.members().stream()
        .filter(member -> member.accountId().equals(membership.key().accountId()))
        .map(Member::memberId)
        .toList();
  }

  private static MembershipRequest about(
      MembershipKey key, MemberId member, @Nullable String role) {
    return new MembershipRequest(
        key.accountId().value(), key.roomId().value(), member.value(), role);
  }

  /** The same under account ids that no store contains. What cannot be an id is unchanged. */
  Asked inFreshAccounts() {
    String prefix = UUID.randomUUID() + " ";
    return new Asked(
        world.inAccounts(id -> new AccountId(prefix + id.value())),
        inAccount(caller, prefix),
        question.inAccount(prefix),
        now);
  }

  private static Caller inAccount(Caller caller, String prefix) {
    if (caller instanceof Caller.AccountAdministrator administrator) {
      return Caller.accountAdministrator(
          new AccountId(prefix + administrator.accountId().value()), administrator.identifier());
    } else if (caller instanceof Caller.AccountMember member) {
      return Caller.member(new AccountId(prefix + member.accountId().value()), member.member());
    }
    return caller;
  }

  /** Executes the action on the store. New rooms have the same ids on each store. */
  Outcome on(Store store) {
    Iterator<RoomId> ids =
        Stream.iterate(1, i -> i + 1).map(i -> new RoomId("new room " + i)).iterator();
    return Listing.withoutToken(
        question.execute(
            ChatRooms.builder(store, InstantSource.fixed(now)).roomIds(ids::next).build(), caller));
  }

  /** The same in every world that has one thing less. */
  Stream<Asked> smaller() {
    return world.smaller().map(less -> new Asked(less, caller, question, now));
  }

  /** What is wrong with the store's answer, or with its content afterwards; empty if nothing is. */
  Optional<Wrong> wrongOn(Store store) {
    Store model = new ModelStore(world.memberRoomLimit(), Fixture.TIGHT_ACCOUNT_ROOM_LIMIT);
    world.putInto(model);
    Outcome expected = on(model);
    World worldAfter = worldAfter(expected);
    try {
      world.putInto(store);
    } catch (RuntimeException e) {
      return Optional.of(
          new Wrong("The store does not accept%n  %s%n%s".formatted(lines(world), e), e));
    }
    Outcome answer = on(store);
    if (!answer.equals(expected)) {
      return Optional.of(report(expected, "Instead it answers", Story.of(answer), causeOf(answer)));
    }
    try {
      World all = expected instanceof CreateRoom.Created ? worldAfter : world;
      World found = all.asFoundIn(store);
      return found.equals(worldAfter)
          ? Optional.empty()
          : Optional.of(report(expected, "It does, but then contains", lines(found), null));
    } catch (RuntimeException e) {
      return Optional.of(report(expected, "It does, but then cannot be read:", e + "", e));
    }
  }

  /** A success changes exactly what it says, and a refusal nothing. */
  private World worldAfter(Outcome outcome) {
    if (outcome instanceof Created created) {
      return world.with(created.membership());
    } else if (outcome instanceof Updated updated) {
      return world.with(updated.membership());
    } else if (outcome instanceof Deleted deleted) {
      return world.without(deleted.membership());
    } else if (outcome instanceof BatchCreateRoomMembership.Processed processed) {
      World after = world;
      for (Created created : processed.created()) {
        after = after.with(created.membership());
      }
      return after;
    } else if (outcome instanceof CreateRoom.Created created) {
      World after = world.with(created.room());
      return caller instanceof Caller.AccountMember member
          ? after.with(
              MembershipAdded.of(
                      new MembershipKey(
                          created.room().accountId(), created.room().roomId(), member.member()),
                      Role.ADMINISTRATOR,
                      member.identifier(),
                      now)
                  .membership())
          : after;
    } else if (outcome instanceof UpdateRoom.Updated updated) {
      return world.with(updated.room());
    } else if (outcome instanceof DeleteRoom.Deleted deleted) {
      return world.without(deleted.room());
    }
    return world;
  }

  /** The exception of the store, which shows its author where it failed. */
  private static @Nullable Throwable causeOf(Outcome answer) {
    if (answer instanceof ServiceFailure failure) {
      return failure.cause();
    } else if (answer instanceof ServiceUnavailable unavailable) {
      return unavailable.cause().orElse(null);
    }
    return null;
  }

  private Wrong report(Outcome expected, String verb, String instead, @Nullable Throwable cause) {
    return new Wrong(
        """
        The store breaks %s. With this content:
          %s
        and asked at %s by %s for
          %s
        it has to answer
          %s
        %s
          %s"""
            .formatted(
                expected.rule().number(),
                lines(world),
                now,
                Story.of(caller),
                question,
                Story.of(expected),
                verb,
                instead),
        cause);
  }

  private static String lines(World world) {
    return Story.lines(
        Stream.of(world.accounts(), world.rooms(), world.members(), world.memberships())
            .flatMap(List::stream)
            .toList());
  }
}
