package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.membership.AccountFacts;
import io.chatrooms.core.membership.AccountFacts.Stamp;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomMembership;
import java.util.Optional;

/** Facts in which one thing is replaced. */
final class Altered {
  private Altered() {}

  /** The facts with the account of the others. */
  static MembershipFacts account(MembershipFacts facts, MembershipFacts others) {
    AccountFacts account = facts.room().account();
    return account(facts, others.room().account().account(), account.caller(), account.stamp());
  }

  /** The facts with the caller of the others. */
  static MembershipFacts caller(MembershipFacts facts, MembershipFacts others) {
    AccountFacts account = facts.room().account();
    return account(facts, account.account(), others.room().account().caller(), account.stamp());
  }

  /** The facts with the stamp. */
  static MembershipFacts stamp(MembershipFacts facts, Stamp stamp) {
    AccountFacts account = facts.room().account();
    return account(facts, account.account(), account.caller(), stamp);
  }

  private static MembershipFacts account(
      MembershipFacts facts, Optional<Account> account, Optional<Member> caller, Stamp stamp) {
    RoomFacts room = facts.room();
    AccountFacts old = room.account();
    return room(
        facts,
        new RoomFacts(
            new AccountFacts(old.accountId(), old.callerId(), account, caller, stamp),
            room.roomId(),
            room.room(),
            room.callerMembership(),
            room.membershipCount(),
            room.administratorCount()));
  }

  /** The facts with the room of the others. */
  static MembershipFacts room(MembershipFacts facts, MembershipFacts others) {
    RoomFacts room = facts.room();
    return room(
        facts,
        new RoomFacts(
            room.account(),
            room.roomId(),
            others.room().room(),
            room.callerMembership(),
            room.membershipCount(),
            room.administratorCount()));
  }

  /** The facts with the caller's membership of the others. */
  static MembershipFacts callerMembership(MembershipFacts facts, MembershipFacts others) {
    RoomFacts room = facts.room();
    return room(
        facts,
        new RoomFacts(
            room.account(),
            room.roomId(),
            room.room(),
            others.room().callerMembership(),
            room.membershipCount(),
            room.administratorCount()));
  }

  /** The facts with these counts of the room. */
  static MembershipFacts counts(
      MembershipFacts facts, int membershipCount, int administratorCount) {
    RoomFacts room = facts.room();
    return room(
        facts,
        new RoomFacts(
            room.account(),
            room.roomId(),
            room.room(),
            room.callerMembership(),
            membershipCount,
            administratorCount));
  }

  /** The facts about a new room with this count of the account's rooms. */
  static NewRoomFacts roomCount(NewRoomFacts facts, int roomCount) {
    return newRoom(facts, facts.earlier(), roomCount);
  }

  /** The facts about a new room as if its token had not been used. */
  static NewRoomFacts tokenUnused(NewRoomFacts facts) {
    return newRoom(facts, Optional.empty(), facts.roomCount());
  }

  private static NewRoomFacts newRoom(
      NewRoomFacts facts, Optional<NewRoomFacts.Earlier> earlier, int roomCount) {
    return new NewRoomFacts(
        facts.account(),
        facts.roomId(),
        facts.idTaken(),
        facts.token(),
        earlier,
        roomCount,
        facts.roomLimit(),
        facts.callerRoomCount(),
        facts.callerRoomLimit());
  }

  private static MembershipFacts room(MembershipFacts facts, RoomFacts room) {
    return new MembershipFacts(
        room,
        facts.memberId(),
        facts.member(),
        facts.membership(),
        facts.roomCount(),
        facts.roomLimit());
  }

  /** The facts with the member of the others. */
  static MembershipFacts member(MembershipFacts facts, MembershipFacts others) {
    return new MembershipFacts(
        facts.room(),
        facts.memberId(),
        others.member(),
        facts.membership(),
        facts.roomCount(),
        facts.roomLimit());
  }

  /** The facts with this membership. */
  static MembershipFacts membership(MembershipFacts facts, Optional<RoomMembership> membership) {
    return new MembershipFacts(
        facts.room(),
        facts.memberId(),
        facts.member(),
        membership,
        facts.roomCount(),
        facts.roomLimit());
  }

  /** The facts with this count of the member's rooms. */
  static MembershipFacts roomCount(MembershipFacts facts, int roomCount) {
    return new MembershipFacts(
        facts.room(),
        facts.memberId(),
        facts.member(),
        facts.membership(),
        roomCount,
        facts.roomLimit());
  }
}
