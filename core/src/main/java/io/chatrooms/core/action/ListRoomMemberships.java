package io.chatrooms.core.action;

import static io.chatrooms.core.action.ListRoomMembershipsRule.LRM_01;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists who is in a room, in pages by member id: the shared rules, then LRM-01. Whoever stays in
 * the room is neither skipped nor repeated while others come and go. See {@link ChatRooms} for what
 * holds of every action.
 */
public final class ListRoomMemberships {
  private static final String NAME = "ListRoomMemberships";

  private final Asking<Result> asking;

  ListRoomMemberships(Asking.Ports ports) {
    asking = new Asking<>(NAME, ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the room
   * @param roomId the room
   * @param maxResults how many memberships the page has at most: 1 to 99; absent, 50
   * @param nextToken the token of the page before; absent for the first page
   */
  public record Request(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable Integer maxResults,
      @Nullable String nextToken) {
    /** Leaves out the token. */
    @Override
    public String toString() {
      return "Request[accountId=%s, roomId=%s, maxResults=%s]"
          .formatted(accountId, roomId, maxResults);
    }
  }

  /** Listed, or refused. */
  public sealed interface Result extends Outcome permits Listed, CommonRefusal {}

  /**
   * A page of the memberships (200).
   *
   * @param rule the rule that decided
   * @param items the memberships by member id, each with its member
   * @param nextToken the token for the next page, if and only if there is one. It shows nothing, is
   *     for the same room only, and works on every instance of the store
   */
  public record Listed(Rule rule, List<ListedMembership> items, Optional<String> nextToken)
      implements Result {
    /** Copies the items. */
    public Listed {
      requireNonNull(rule, "rule");
      items = List.copyOf(items);
      requireNonNull(nextToken, "nextToken");
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
      return "Listed[rule=%s, items=%s]".formatted(rule, items);
    }
  }

  private record Command(AccountId accountId, RoomId roomId, int size, Optional<MemberId> after)
      implements Parsing.RoomCommand {
    String question() {
      return question(accountId, roomId);
    }

    static String question(AccountId accountId, RoomId roomId) {
      return Digest.of(NAME, accountId.value(), roomId.value());
    }
  }

  /**
   * Lists a page of the memberships of the room, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.execute(caller, parsing -> parsed(parsing, request), this::listed);
  }

  private @Nullable Command parsed(Parsing parsing, Request request) {
    Parsing.OfRoom room = parsing.ofRoom(request.accountId(), request.roomId());
    int size = parsing.maxResults(request.maxResults());
    String question = room == null ? null : Command.question(room.accountId(), room.roomId());
    Optional<String> after =
        parsing.nextToken(asking.ports().tokens(), question, request.nextToken());
    return room == null || !parsing.violations().isEmpty()
        ? null
        : new Command(room.accountId(), room.roomId(), size, after.map(MemberId::new));
  }

  private Result listed(Caller.Authenticated by, Command command) {
    MembershipListing listing =
        asking
            .ports()
            .memberships()
            .list(
                command.accountId(),
                command.roomId(),
                by.memberId().orElse(null),
                command.after().orElse(null),
                command.size());
    CommonRefusal refusal = SharedRules.refusal(Asking.about(by, command, listing.room()));
    if (refusal != null) return refusal;

    Page<ListedMembership> page = listing.page();
    Optional<String> nextToken =
        page.last()
            .map(last -> last.membership().key().memberId().value())
            .map(last -> asking.ports().tokens().after(command.question(), last));
    return new Listed(LRM_01, page.items(), nextToken);
  }
}
