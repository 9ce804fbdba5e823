package io.chatrooms.testkit.wrong;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.room.RoomId;
import org.jspecify.annotations.Nullable;

final class PageReadApartFromItsFacts extends WrongStore {
  PageReadApartFromItsFacts(Setup setup) {
    super(setup);
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    RoomFacts facts = facts(accountId, roomId, callerId);
    Window.open();
    return new MembershipListing(
        facts, super.list(accountId, roomId, callerId, after, size).page());
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    RoomListing first = super.list(accountId, callerId, memberId, after, size);
    Window.open();
    RoomListing second = super.list(accountId, callerId, memberId, after, size);
    return new RoomListing(first.account(), first.memberId(), first.member(), second.page());
  }
}
