package io.chatrooms.core.membership;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.value.ValueStyle;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What stood in the store, at one instant, about one member, one room and whoever asks: all that a
 * decision about the membership relies on. A store that is given the facts back can tell whether
 * they still hold. Everything in them carries exactly the ids that they are about, code point by
 * code point, or they cannot be built. Immutable.
 */
@Value.Immutable
@ValueStyle
public abstract sealed class MembershipFacts permits ImmutableMembershipFacts {
  MembershipFacts() {}

  /** Which membership the facts are about. */
  public abstract MembershipKey key();

  /** The member who asks; empty if it is not a member who asks. */
  public abstract Optional<MemberId> callerId();

  /** The account. */
  public abstract Optional<Account> account();

  /** The room. */
  public abstract Optional<Room> room();

  /** The member. */
  public abstract Optional<Member> member();

  /** The member who asks, as the account knows it. */
  public abstract Optional<Member> caller();

  /** The place that the member who asks has in the room. */
  public abstract Optional<RoomMembership> callerMembership();

  /** The membership that stands under the key. */
  public abstract Optional<RoomMembership> membership();

  /** How many memberships the room has. */
  @Value.Default
  public int roomMembershipCount() {
    return 0;
  }

  /** How many rooms the member is in. */
  @Value.Default
  public int memberRoomCount() {
    return 0;
  }

  /** How many rooms a member may be in, as the store was set up. */
  public abstract int memberRoomLimit();

  /** What the store that read the facts knows them by again. */
  @Value.Default
  public Stamp stamp() {
    return Stamp.NONE;
  }

  @Value.Check
  void check() {
    if (roomMembershipCount() < 0 || memberRoomCount() < 0 || memberRoomLimit() < 1) {
      throw new IllegalArgumentException("a count is 0 or more, and a limit 1 or more");
    }
    if (callerId().isEmpty() && (caller().isPresent() || callerMembership().isPresent())) {
      throw new IllegalArgumentException("nothing is known of a caller who is no member");
    }
    // A directory or a database that folds case or trims answers about someone else.
    AccountId accountId = key().accountId();
    require(account().map(Account::accountId), accountId);
    require(room().map(Room::accountId), accountId);
    require(room().map(Room::roomId), key().roomId());
    require(member().map(Member::accountId), accountId);
    require(member().map(Member::memberId), key().memberId());
    require(membership().map(RoomMembership::key), key());
    if (callerId().isPresent()) {
      MemberId asking = callerId().get();
      require(caller().map(Member::accountId), accountId);
      require(caller().map(Member::memberId), asking);
      require(
          callerMembership().map(RoomMembership::key),
          new MembershipKey(accountId, key().roomId(), asking));
    }
  }

  private static <T> void require(Optional<T> found, T expected) {
    if (found.isPresent() && !found.get().equals(expected)) {
      throw new IllegalArgumentException("the facts are about something else than they say");
    }
  }

  /** An empty builder. The key and the member's limit are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds facts, from nothing or {@code from} others. */
  public static final class Builder extends ImmutableMembershipFacts.Builder {
    Builder() {}
  }

  /**
   * A note that a store writes on the facts it reads, such as the versions of the rows, and that
   * means nothing to anyone else. A store that compares the facts themselves needs none.
   */
  public interface Stamp {
    /** No note. */
    Stamp NONE =
        new Stamp() {
          @Override
          public String toString() {
            return "none";
          }
        };
  }
}
