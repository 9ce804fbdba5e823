package io.chatrooms.core.action;

import static io.chatrooms.core.action.Violation.Field.ACCOUNT_ID;
import static io.chatrooms.core.action.Violation.Field.CLIENT_REQUEST_TOKEN;
import static io.chatrooms.core.action.Violation.Field.INVITE_POLICY;
import static io.chatrooms.core.action.Violation.Field.MAX_RESULTS;
import static io.chatrooms.core.action.Violation.Field.MEMBERSHIP_ITEM_LIST;
import static io.chatrooms.core.action.Violation.Field.MEMBER_ID;
import static io.chatrooms.core.action.Violation.Field.NAME;
import static io.chatrooms.core.action.Violation.Field.NEXT_TOKEN;
import static io.chatrooms.core.action.Violation.Field.ROLE;
import static io.chatrooms.core.action.Violation.Field.ROOM_ID;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Asking.Command;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.value.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the raw text of one request and collects every violation (ANY-03). For one thread. */
final class Parsing {
  private static final int MAX_BATCH = 50;
  private static final int MAX_PAGE = 99;
  private static final int DEFAULT_PAGE = 50;
  private static final Pattern CLIENT_REQUEST_TOKENS = Pattern.compile("[-_a-zA-Z0-9]{2,64}");

  private final List<Violation> violations = new ArrayList<>(0);

  List<Violation> violations() {
    return violations;
  }

  /** A well-formed request that names a room. */
  interface RoomCommand extends Command {
    RoomId roomId();
  }

  /** A well-formed request that names a room, and nothing else. */
  record OfRoom(AccountId accountId, RoomId roomId) implements RoomCommand {}

  /**
   * A well-formed request about a membership.
   *
   * @param role the role asked for; empty if none is
   */
  record OfMembership(MembershipKey key, Optional<Role> role) implements Command {
    @Override
    public AccountId accountId() {
      return key.accountId();
    }
  }

  /**
   * Null if anything is malformed.
   *
   * @param role null if none is asked for
   */
  @Nullable OfMembership ofMembership(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable String memberId,
      @Nullable String role) {
    AccountId account = accountId(accountId);
    RoomId room = roomId(roomId);
    MemberId member = memberId(memberId);
    Optional<Role> named = role(role);
    return account == null || room == null || member == null || !violations.isEmpty()
        ? null
        : new OfMembership(new MembershipKey(account, room, member), named);
  }

  /** Null if an id is malformed. */
  @Nullable OfRoom ofRoom(@Nullable String accountId, @Nullable String roomId) {
    AccountId account = accountId(accountId);
    RoomId room = roomId(roomId);
    return account == null || room == null ? null : new OfRoom(account, room);
  }

  @Nullable AccountId accountId(@Nullable String text) {
    return id(ACCOUNT_ID, text, AccountId::new);
  }

  @Nullable RoomId roomId(@Nullable String text) {
    return id(ROOM_ID, text, RoomId::new);
  }

  @Nullable MemberId memberId(@Nullable String text) {
    return id(MEMBER_ID, text, MemberId::new);
  }

  private <T> @Nullable T id(Field field, @Nullable String text, Function<String, T> id) {
    if (text == null) {
      violations.add(new Violation(field, Problem.MISSING));
      return null;
    }
    return text(field, text, Text.MAX_ID_LENGTH, Problem.TOO_LONG) ? id.apply(text) : null;
  }

  private boolean text(Field field, String text, int longest, Problem tooLong) {
    int before = violations.size();
    check(!Text.isBlank(text), field, Problem.BLANK);
    check(!Text.isLongerThan(longest, text), field, tooLong);
    check(!Text.containsNul(text), field, Problem.CONTAINS_NUL);
    check(!Text.containsLoneSurrogate(text), field, Problem.CONTAINS_LONE_SURROGATE);
    return violations.size() == before;
  }

  /** The name of a room that is created. */
  @Nullable String requiredName(@Nullable String text) {
    check(text != null, NAME, Problem.MISSING);
    return name(text).orElse(null);
  }

  /** The name of a room, if there is one. */
  Optional<String> name(@Nullable String text) {
    if (text != null) {
      text(NAME, text, Text.MAX_LENGTH, Problem.NAME_TOO_LONG);
    }
    return Optional.ofNullable(text);
  }

  Optional<InvitePolicy> invitePolicy(@Nullable String text) {
    Optional<InvitePolicy> policy =
        Arrays.stream(InvitePolicy.values()).filter(each -> each.name().equals(text)).findFirst();
    check(text == null || policy.isPresent(), INVITE_POLICY, Problem.UNKNOWN_INVITE_POLICY);
    return policy;
  }

  Optional<String> clientRequestToken(@Nullable String text) {
    check(
        text == null || CLIENT_REQUEST_TOKENS.matcher(text).matches(),
        CLIENT_REQUEST_TOKEN,
        Problem.MALFORMED_REQUEST_TOKEN);
    return Optional.ofNullable(text);
  }

  /** The items of a batch; a malformed item is no violation of the request. */
  <T> List<T> batch(@Nullable List<T> items) {
    check(items != null, MEMBERSHIP_ITEM_LIST, Problem.MISSING);
    if (items == null) {
      return List.of();
    }
    check(!items.isEmpty(), MEMBERSHIP_ITEM_LIST, Problem.EMPTY);
    check(items.size() <= MAX_BATCH, MEMBERSHIP_ITEM_LIST, Problem.TOO_MANY_ITEMS);
    return items;
  }

  int maxResults(@Nullable Integer number) {
    int size = number == null ? DEFAULT_PAGE : number;
    check(1 <= size && size <= MAX_PAGE, MAX_RESULTS, Problem.OUT_OF_RANGE);
    return size;
  }

  /**
   * The id that a page comes after; empty for the first page.
   *
   * @param question a digest of what is asked for; null if an id is malformed, so that no token can
   *     be for it
   */
  Optional<String> nextToken(PageTokens tokens, @Nullable String question, @Nullable String text) {
    if (text == null || question == null) {
      return Optional.empty();
    }
    Optional<String> after = tokens.idIn(question, text);
    check(after.isPresent(), NEXT_TOKEN, Problem.FOREIGN_TOKEN);
    return after;
  }

  Optional<Role> role(@Nullable String text) {
    Optional<Role> role = Optional.ofNullable(text).flatMap(Role::named);
    check(text == null || role.isPresent(), ROLE, Problem.UNKNOWN_ROLE);
    return role;
  }

  private void check(boolean holds, Field field, Problem problem) {
    if (!holds) {
      violations.add(new Violation(field, problem));
    }
  }
}
