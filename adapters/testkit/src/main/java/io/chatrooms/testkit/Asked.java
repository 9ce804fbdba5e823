package io.chatrooms.testkit;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembershipRequest;
import io.chatrooms.core.action.CreateRoomMembershipResult;
import io.chatrooms.core.action.Created;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

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

  /**
   * What is wrong about the store's answer, or about what the store holds then; empty if nothing
   * is.
   */
  Optional<String> wrongOn(Store store) {
    Store model = new ModelStore(world.memberRoomLimit());
    world.putInto(model);
    CreateRoomMembershipResult expected = of(model);
    World worldAfter =
        expected instanceof Created created ? world.with(created.membership()) : world;
    try {
      world.putInto(store);
      CreateRoomMembershipResult told = of(store);
      if (!told.equals(expected)) {
        return Optional.of(report(expected, "It answers", told));
      }
      World found = world.asFoundIn(store);
      return found.equals(worldAfter)
          ? Optional.empty()
          : Optional.of(report(expected, "It answers so, and then holds", found));
    } catch (RuntimeException e) {
      return Optional.of(report(expected, "It, or the look at it, fails with", e));
    }
  }

  private String report(CreateRoomMembershipResult expected, String verb, Object instead) {
    return """
        The store breaks %s. With this in it:
          %s
        and asked at %s by %s:
          %s
        it should answer
          %s
        %s
          %s"""
        .formatted(expected.rule(), world, now, caller, request, expected, verb, instead);
  }
}
