package io.chatrooms.testkit;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import java.util.List;

/** The members in the tests. Their ids differ in what a careless store mixes up. */
enum SampleMember implements SampleCaller {
  /** A user. */
  ANN("ann", MemberType.USER),
  /** A user whose id differs from ANN's in case. */
  ANN_UPPER("Ann", MemberType.USER),
  /** A user whose id differs from ANN's in a trailing space. */
  ANN_SPACE("ann ", MemberType.USER),
  /** A bot whose id comes before BOB's by code point, and after it by UTF-16 unit. */
  ROBOT("\uff5e", MemberType.BOT),
  /** A user whose id is one character outside the basic plane. */
  BOB("\ud83d\ude00", MemberType.USER),
  /** A webhook. No store contains it unless a test saves it. */
  HOOK("hook", MemberType.WEBHOOK);

  /** The users and the bot: those whom every fixture saves. */
  static final List<SampleMember> OCCUPANTS = List.of(ANN, ANN_UPPER, ANN_SPACE, ROBOT, BOB);

  private final String id;
  private final MemberType type;

  SampleMember(String id, MemberType type) {
    this.id = id;
    this.type = type;
  }

  MemberId id() {
    return new MemberId(id);
  }

  MemberType type() {
    return type;
  }

  @Override
  public Caller in(AccountId account) {
    return Caller.member(account, id());
  }

  @Override
  public MemberId callerId() {
    return id();
  }
}
