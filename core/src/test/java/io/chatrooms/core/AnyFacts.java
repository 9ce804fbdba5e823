package io.chatrooms.core;

import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;
import static io.chatrooms.core.Acme.BOB;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Tuple;

/** Generates facts. What prevents an action is rare, so that late rules decide too. */
public final class AnyFacts {
  private AnyFacts() {}

  /**
   * About Ann's membership of the lounge. The parts need not fit together: the counts are any
   * numbers, and anyone may be in the room.
   */
  public static Arbitrary<MembershipFacts> aboutAnn() {
    return Builders.withBuilder(Facts::new)
        .use(accounts())
        .inSetter((facts, account) -> facts.account = account)
        .use(rooms())
        .inSetter((facts, room) -> facts.room = room)
        .use(members(ANN))
        .inSetter((facts, member) -> facts.member = member)
        .use(members(BOB))
        .inSetter((facts, caller) -> facts.caller = caller)
        .use(memberships(ANN))
        .inSetter((facts, membership) -> facts.membership = membership)
        .use(memberships(BOB))
        .inSetter((facts, membership) -> facts.callerMembership = membership)
        .use(counts().tuple3())
        .inSetter(
            (facts, counts) -> {
              facts.membershipCount = counts.get1();
              facts.administratorCount = counts.get2();
              facts.roomCount = counts.get3();
              facts.roomLimit = 3;
            })
        .use(Arbitraries.of(ANN, BOB).injectNull(0.3))
        .inSetter((facts, callerId) -> facts.about(ANN_IN_LOUNGE, callerId))
        .build(Facts::build);
  }

  public static Arbitrary<Account> accounts() {
    return Arbitraries.frequency(
            Tuple.of(8, Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE)),
            Tuple.of(1, Acme.account(AccountType.TEAM, AccountStatus.ACTIVE)),
            Tuple.of(1, Acme.account(AccountType.ENTERPRISE_LWA, AccountStatus.SUSPENDED)))
        .injectNull(0.1);
  }

  public static Arbitrary<Room> rooms() {
    return Arbitraries.of(InvitePolicy.class).map(policy -> Acme.room(policy, 3)).injectNull(0.1);
  }

  public static Arbitrary<Member> members(MemberId id) {
    return Arbitraries.frequency(
            Tuple.of(8, Acme.user(id, MemberState.REGISTERED)),
            Tuple.of(1, Acme.user(id, MemberState.UNREGISTERED)),
            Tuple.of(1, Acme.user(id, MemberState.SUSPENDED)),
            Tuple.of(2, Acme.bot(id, MemberState.ENABLED)),
            Tuple.of(1, Acme.bot(id, MemberState.STOPPED)),
            Tuple.of(1, Acme.webhook(id)))
        .injectNull(0.1);
  }

  public static Arbitrary<RoomMembership> memberships(MemberId id) {
    return Arbitraries.of(Role.class).map(role -> Acme.membership(id, role)).injectNull(0.3);
  }

  private static Arbitrary<Integer> counts() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 3), Arbitraries.integers().greaterOrEqual(0));
  }
}
