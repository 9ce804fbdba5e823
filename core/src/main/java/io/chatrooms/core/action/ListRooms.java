package io.chatrooms.core.action;

import static io.chatrooms.core.action.ListRoomsRule.LRO_01;
import static io.chatrooms.core.action.ListRoomsRule.LRO_02;
import static io.chatrooms.core.action.ListRoomsRule.LRO_03;
import static java.util.Objects.requireNonNull;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists the rooms of an account, or those that a member is in, in pages by room id: the shared
 * rules, then LRO-01 to LRO-03. A room that stays is neither skipped nor repeated while others come
 * and go. See {@link ChatRooms} for what holds of every action.
 */
public final class ListRooms {
  private static final String NAME = "ListRooms";

  private final Asking<Result> asking;

  ListRooms(Asking.Ports ports) {
    asking = new Asking<>(NAME, ports, refusal -> refusal);
  }

  /**
   * The raw request; null for a field that is absent.
   *
   * @param accountId the account of the rooms
   * @param memberId the member whose rooms are listed; absent or empty, all rooms of the account
   * @param maxResults how many rooms the page has at most: 1 to 99; absent, 50
   * @param nextToken the token of the page before; absent for the first page
   */
  public record Request(
      @Nullable String accountId,
      @Nullable String memberId,
      @Nullable Integer maxResults,
      @Nullable String nextToken) {
    /** Leaves out the token. */
    @Override
    public String toString() {
      return "Request[accountId=%s, memberId=%s, maxResults=%s]"
          .formatted(accountId, memberId, maxResults);
    }
  }

  /** Listed, or refused. */
  public sealed interface Result extends Outcome permits Listed, CommonRefusal {}

  /**
   * A page of the rooms (200).
   *
   * @param rule the rule that decided
   * @param rooms the rooms by id
   * @param nextToken the token for the next page, if and only if there is one. It shows nothing, is
   *     for the same account and member only, and works on every instance of the store
   */
  public record Listed(Rule rule, List<Room> rooms, Optional<String> nextToken) implements Result {
    /** Copies the rooms. */
    public Listed {
      requireNonNull(rule, "rule");
      rooms = List.copyOf(rooms);
      requireNonNull(nextToken, "nextToken");
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
      return "Listed[rule=%s, rooms=%s]".formatted(rule, rooms);
    }
  }

  private record Command(
      AccountId accountId, Optional<MemberId> memberId, int size, Optional<RoomId> after)
      implements Asking.Command {
    String question() {
      return question(accountId, memberId);
    }

    static String question(AccountId accountId, Optional<MemberId> memberId) {
      return memberId
          .map(member -> Digest.of(NAME, accountId.value(), member.value()))
          .orElseGet(() -> Digest.of(NAME, accountId.value()));
    }
  }

  /**
   * Lists a page of the rooms, or refuses.
   *
   * @throws NullPointerException if an argument is null
   */
  public Result execute(Caller caller, Request request) {
    requireNonNull(request, "request");
    return asking.execute(caller, parsing -> parsed(parsing, request), this::listed);
  }

  private @Nullable Command parsed(Parsing parsing, Request request) {
    AccountId account = parsing.accountId(request.accountId());
    String named = request.memberId();
    Optional<MemberId> member =
        named == null || named.isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(parsing.memberId(named));
    String question =
        account == null || !parsing.violations().isEmpty()
            ? null
            : Command.question(account, member);
    int size = parsing.maxResults(request.maxResults());
    Optional<String> after =
        parsing.nextToken(asking.ports().tokens(), question, request.nextToken());
    return account == null || !parsing.violations().isEmpty()
        ? null
        : new Command(account, member, size, after.map(RoomId::new));
  }

  private Result listed(Caller.Authenticated by, Command command) {
    RoomListing listing =
        asking
            .ports()
            .rooms()
            .list(
                command.accountId(),
                by.memberId().orElse(null),
                command.memberId().orElse(null),
                command.after().orElse(null),
                command.size());
    Asking.requireAbout(listing.memberId().equals(command.memberId()));
    Asking.about(by, listing.account());
    CommonRefusal refusal = refusal(by, listing);
    if (refusal != null) return refusal;

    Optional<String> nextToken =
        listing
            .page()
            .last()
            .map(last -> asking.ports().tokens().after(command.question(), last.roomId().value()));
    return new Listed(LRO_03, listing.page().items(), nextToken);
  }

  static @Nullable CommonRefusal refusal(Caller.Authenticated by, RoomListing listing) {
    CommonRefusal refusal = SharedRules.refusal(listing.account());
    if (refusal != null) return refusal;
    if (by.memberId().isPresent() && !by.memberId().equals(listing.memberId()))
      return new Forbidden(LRO_01, Forbidden.Reason.ROOMS_OF_OTHERS);
    if (listing.memberId().isPresent() && listing.member().isEmpty())
      return new NotFound(LRO_02, Resource.MEMBER);
    return null;
  }
}
