package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.ANN_IN_LOUNGE;

import io.chatrooms.core.Facts;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.NewRoomFacts;
import io.chatrooms.core.membership.RoomFacts;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.room.IdempotencyToken;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers every question with the same facts, renamed so that they are about what is asked. Counts
 * and content need not fit together.
 *
 * @param facts about any membership and any caller
 */
record AnyAnswers(MembershipFacts facts) implements Answers {
  @Override
  public MembershipFacts facts(MembershipKey key, @Nullable MemberId callerId) {
    return Facts.of(facts).about(key, callerId).build();
  }

  @Override
  public RoomFacts facts(AccountId accountId, RoomId roomId, @Nullable MemberId callerId) {
    return facts(new MembershipKey(accountId, roomId, ANN), callerId).room();
  }

  /** A membership of Ann stands for a room that was created with the token, or with another. */
  @Override
  public NewRoomFacts factsOfNew(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable IdempotencyToken token) {
    MembershipFacts renamed = facts(new MembershipKey(accountId, roomId, ANN), callerId);
    Optional<Room> room = renamed.room().room().filter(any -> renamed.membership().isPresent());
    return new NewRoomFacts(
        renamed.room().account(),
        roomId,
        false,
        Optional.ofNullable(token),
        token == null
            ? Optional.empty()
            : room.map(
                earlier ->
                    new NewRoomFacts.Earlier(
                        earlier,
                        renamed.room().membershipCount() % 2 == 0 ? token.content() : token.key())),
        renamed.room().membershipCount(),
        renamed.roomLimit(),
        renamed.roomCount(),
        renamed.roomLimit());
  }

  @Override
  public MembershipListing list(
      AccountId accountId,
      RoomId roomId,
      @Nullable MemberId callerId,
      @Nullable MemberId after,
      int size) {
    MembershipFacts renamed = facts(new MembershipKey(accountId, roomId, ANN), callerId);
    List<ListedMembership> items =
        renamed.membership().stream()
            .map(membership -> new ListedMembership(membership, renamed.member()))
            .toList();
    return new MembershipListing(
        renamed.room(), new Page<>(items, !items.isEmpty() && renamed.roomCount() % 2 == 0));
  }

  @Override
  public RoomListing list(
      AccountId accountId,
      @Nullable MemberId callerId,
      @Nullable MemberId memberId,
      @Nullable RoomId after,
      int size) {
    MemberId about = memberId == null ? ANN : memberId;
    MembershipFacts renamed =
        facts(new MembershipKey(accountId, ANN_IN_LOUNGE.roomId(), about), callerId);
    List<Room> items = renamed.room().room().stream().toList();
    Optional<Member> member = memberId == null ? Optional.empty() : renamed.member();
    return new RoomListing(
        renamed.room().account(),
        Optional.ofNullable(memberId),
        member,
        new Page<>(items, !items.isEmpty() && renamed.roomCount() % 2 == 0));
  }
}
