package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.DeleteRoomMembership.Deleted;
import io.chatrooms.core.action.Outcome;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.action.UpdateRoomMembership.Updated;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.RoomId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** One execution of an action: in which world, by whom, of what, and when. */
record Asked(
    World world, Caller caller, MembershipAction action, MembershipRequest request, Instant now) {
  /**
   * Any execution in a world for a store with this limit. Half of them are about a membership that
   * exists, or about an addition to its room, by a caller who may act there, so that the rules of
   * each action decide often.
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
            Arbitraries.of(MembershipAction.class),
            DomainArbitraries.requests(world),
            DomainArbitraries.times())
        .as((caller, action, request, now) -> new Asked(world, caller, action, request, now));
  }

  private static Arbitrary<Asked> aboutAMembership(World world) {
    return Arbitraries.of(world.memberships())
        .flatMap(
            membership ->
                Combinators.combine(
                        Arbitraries.of(callersInTheRoomOf(membership, world)),
                        Arbitraries.of(MembershipAction.class),
                        Arbitraries.of(membersOfTheAccountOf(membership, world)),
                        Arbitraries.of(Role.class).map(Role::apiName).injectNull(0.1),
                        DomainArbitraries.times())
                    .as(
                        (caller, action, anyone, role, now) -> {
                          MembershipKey key = membership.key();
                          MemberId member =
                              action == MembershipAction.CREATE ? anyone : key.memberId();
                          return new Asked(world, caller, action, about(key, member, role), now);
                        }));
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
    MembershipRequest fresh =
        DomainArbitraries.isId(request.accountId())
            ? new MembershipRequest(
                prefix + request.accountId(), request.roomId(), request.memberId(), request.role())
            : request;
    return new Asked(
        world.inAccounts(id -> new AccountId(prefix + id.value())),
        inAccount(caller, prefix),
        action,
        fresh,
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

  /** Executes the action on the store. */
  Outcome on(Store store) {
    return action.execute(ChatRooms.of(store, InstantSource.fixed(now)), caller, request);
  }

  /** The same in every world that has one thing less. */
  Stream<Asked> smaller() {
    return world.smaller().map(less -> new Asked(less, caller, action, request, now));
  }

  /** What is wrong with the store's answer, or with its content afterwards; empty if nothing is. */
  Optional<Wrong> wrongOn(Store store) {
    Store model = new ModelStore(world.memberRoomLimit());
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
      World found = world.asFoundIn(store);
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
        and asked at %s by %s to %s:
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
                action,
                Story.of(request),
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
