package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** A request for a membership: who asks what, when, and in which world. */
record Asked(World world, Caller caller, CreateRoomMembershipRequest request, Instant now) {
  /** Anything asked in a world for a store with this limit. */
  static Arbitrary<Asked> any(int memberRoomLimit) {
    return DomainArbitraries.worlds(memberRoomLimit)
        .flatMap(
            world ->
                Combinators.combine(
                        DomainArbitraries.callers(world),
                        DomainArbitraries.requests(world),
                        DomainArbitraries.times())
                    .as((caller, request, now) -> new Asked(world, caller, request, now)));
  }

  /** The same under account ids that no store has seen; what cannot be an id stays as it is. */
  Asked inFreshAccounts() {
    String prefix = UUID.randomUUID() + " ";
    return new Asked(
        world.inAccounts(id -> new AccountId(prefix + id.value())),
        inAccount(caller, prefix),
        DomainArbitraries.isId(request.accountId())
            ? CreateRoomMembershipRequest.builder()
                .from(request)
                .accountId(prefix + request.accountId())
                .build()
            : request,
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

  CreateRoomMembershipResult of(Store store) {
    return new CreateRoomMembership(store.memberships(), InstantSource.fixed(now))
        .execute(caller, request);
  }

  /** The same in a world with one thing less in it, and all that hangs on that. */
  Stream<Asked> smaller() {
    return world.smaller().map(less -> new Asked(less, caller, request, now));
  }

  /**
   * What is wrong about the store's answer, or about what the store holds then; empty if nothing
   * is.
   */
  Optional<Wrong> wrongOn(Store store) {
    Store model = new ModelStore(world.memberRoomLimit());
    world.putInto(model);
    CreateRoomMembershipResult expected = of(model);
    World worldAfter =
        expected instanceof Created created ? world.with(created.membership()) : world;
    try {
      world.putInto(store);
    } catch (RuntimeException e) {
      return Optional.of(
          new Wrong("The store does not take%n  %s%n%s".formatted(lines(world), e), e));
    }
    CreateRoomMembershipResult told = of(store);
    if (!told.equals(expected)) {
      return Optional.of(report(expected, "It answers", Story.of(told), causeOf(told)));
    }
    try {
      World found = world.asFoundIn(store);
      return found.equals(worldAfter)
          ? Optional.empty()
          : Optional.of(report(expected, "It answers so, and then holds", lines(found), null));
    } catch (RuntimeException e) {
      return Optional.of(report(expected, "It answers so, and then cannot be read:", e + "", e));
    }
  }

  /** What made a store's operation fail, so that its author sees where. */
  private static @Nullable Throwable causeOf(CreateRoomMembershipResult told) {
    if (told instanceof ServiceFailure failure) {
      return failure.cause();
    } else if (told instanceof ServiceUnavailable unavailable) {
      return unavailable.cause().orElse(null);
    }
    return null;
  }

  private Wrong report(
      CreateRoomMembershipResult expected, String verb, String instead, @Nullable Throwable cause) {
    return new Wrong(
        """
        The store breaks %s. With this in it:
          %s
        and asked at %s by %s:
          %s
        it should answer
          %s
        %s
          %s"""
            .formatted(
                expected.rule(),
                lines(world),
                now,
                Story.of(caller),
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
