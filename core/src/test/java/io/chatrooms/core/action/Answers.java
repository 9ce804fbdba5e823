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

/** What a store answers the questions of the actions. */
interface Answers {
  MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId);

  RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId);

  NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token);

  MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size);

  RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size);
}
