package io.chatrooms.core.action;

import static io.chatrooms.core.action.Violation.Field.ACCOUNT_ID;
import static io.chatrooms.core.action.Violation.Field.MEMBER_ID;
import static io.chatrooms.core.action.Violation.Field.ROLE;
import static io.chatrooms.core.action.Violation.Field.ROOM_ID;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.action.Violation.Problem;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses the raw text of one request and collects every violation (ANY-03). For one thread. */
final class Parsing {
  private final List<Violation> violations = new ArrayList<>(0);

  List<Violation> violations() {
    return violations;
  }

  /**
   * A well-formed request about a membership.
   *
   * @param role the role asked for; empty if none is
   */
  record Command(MembershipKey key, Optional<Role> role) {}

  /**
   * Null if anything is malformed.
   *
   * @param role null if none is asked for
   */
  @Nullable Command command(
      @Nullable String accountId,
      @Nullable String roomId,
      @Nullable String memberId,
      @Nullable String role) {
    AccountId account = id(ACCOUNT_ID, accountId, AccountId::new);
    RoomId room = id(ROOM_ID, roomId, RoomId::new);
    MemberId member = id(MEMBER_ID, memberId, MemberId::new);
    Optional<Role> named = role(role);
    return account == null || room == null || member == null || !violations.isEmpty()
        ? null
        : new Command(new MembershipKey(account, room, member), named);
  }

  private <T> @Nullable T id(Field field, @Nullable String text, Function<String, T> id) {
    if (text == null) {
      violations.add(new Violation(field, Problem.MISSING));
      return null;
    }
    int before = violations.size();
    check(!Text.isBlank(text), field, Problem.BLANK);
    check(!Text.isLongerThan(Text.MAX_ID_LENGTH, text), field, Problem.TOO_LONG);
    check(!Text.containsNul(text), field, Problem.CONTAINS_NUL);
    check(!Text.containsLoneSurrogate(text), field, Problem.CONTAINS_LONE_SURROGATE);
    return violations.size() == before ? id.apply(text) : null;
  }

  private Optional<Role> role(@Nullable String text) {
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
