package io.chatrooms.core.action;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Answers another question than was asked, as a store does that folds case, trims, or mixes up
 * callers.
 */
record OtherAnswers(Answers answers, Twist twist) implements Answers {
  /** What the answers are about instead. */
  enum Twist {
    OTHER_ACCOUNT,
    OTHER_ROOM,
    OTHER_MEMBER,
    OTHER_CALLER,
    /** Facts as an account administrator gets them. */
    NO_CALLER,
    OTHER_TOKEN;

    /** True if an account administrator who asks with the action gets another answer. */
    boolean matters(Action action) {
      return switch (this) {
        case OTHER_ACCOUNT, OTHER_CALLER -> true;
        case OTHER_ROOM -> action.namesRoom() || action == Action.CREATE_ROOM;
        case OTHER_MEMBER ->
            action == Action.BATCH
                || (action.fields.contains(Violation.Field.MEMBER_ID)
                    && action != Action.LIST_ROOMS);
        case NO_CALLER, OTHER_TOKEN -> false;
      };
    }
  }

  private AccountId of(AccountId accountId) {
    return twist == Twist.OTHER_ACCOUNT ? new AccountId(accountId + " ") : accountId;
  }

  private RoomId of(RoomId roomId) {
    return twist == Twist.OTHER_ROOM ? new RoomId(roomId + " ") : roomId;
  }

  private MembershipKey of(MembershipKey key) {
    MemberId memberId =
        twist == Twist.OTHER_MEMBER ? new MemberId(key.memberId() + " ") : key.memberId();
    return new MembershipKey(of(key.accountId()), of(key.roomId()), memberId);
  }

  private @Nullable MemberId caller(@Nullable MemberId callerId) {
    return switch (twist) {
      case OTHER_CALLER -> new MemberId(callerId + " ");
      case NO_CALLER -> null;
      default -> callerId;
    };
  }

  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return answers.facts(of(key), caller(callerId));
  }

  @Override
  public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    return answers.facts(of(accountId), of(roomId), caller(callerId));
  }

  @Override
  public NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    IdempotencyToken other =
        twist == Twist.OTHER_TOKEN && token != null
            ? new IdempotencyToken(token.content(), token.key())
            : token;
    return answers.factsOfNew(of(accountId), of(roomId), caller(callerId), other);
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    return answers.list(of(accountId), of(roomId), caller(callerId), after, size);
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    MemberId member = twist == Twist.OTHER_MEMBER ? new MemberId(memberId + " ") : memberId;
    return answers.list(of(accountId), caller(callerId), member, after, size);
  }
}
