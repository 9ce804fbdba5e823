package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.NOW;
import static io.chatrooms.core.action.Setting.ACCOUNT;
import static io.chatrooms.core.action.Setting.ACCOUNT_ID;
import static io.chatrooms.core.action.Setting.ANN_IN_ROOM;
import static io.chatrooms.core.action.Setting.BOB_IN_ROOM;
import static io.chatrooms.core.action.Setting.CALLER;
import static io.chatrooms.core.action.Setting.INVITE_POLICY;
import static io.chatrooms.core.action.Setting.MEMBER_ID;
import static io.chatrooms.core.action.Setting.OTHER_ADMINISTRATORS;
import static io.chatrooms.core.action.Setting.OTHER_MEMBERS;
import static io.chatrooms.core.action.Setting.OTHER_ROOMS_OF_ANN;
import static io.chatrooms.core.action.Setting.RATE;
import static io.chatrooms.core.action.Setting.ROLE;
import static io.chatrooms.core.action.Setting.ROOM;
import static io.chatrooms.core.action.Setting.ROOMS_PER_MEMBER;
import static io.chatrooms.core.action.Setting.ROOM_ID;
import static io.chatrooms.core.action.Setting.ROOM_LIMIT;
import static io.chatrooms.core.action.Setting.STORE;

import io.chatrooms.core.Acme;
import io.chatrooms.core.Facts;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An action, its caller and its request, and the world that it meets, as settings. What is not set
 * has the first value of the {@link Setting}. Immutable.
 */
final class Situation {
  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"(?: times (\\d+))?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

  private final Action action;
  private final Map<Setting, String> settings;

  private Situation(Action action, Map<Setting, String> settings) {
    this.action = action;
    this.settings = settings;
  }

  /** An account administrator asks about Ann, and nothing prevents the action. */
  static Situation of(Action action) {
    return new Situation(action, Map.of());
  }

  /** The same but for the settings, such as {@code bob: webhook; bob in room: Member}. */
  Situation with(String list) {
    Situation changed = this;
    for (String entry : list.split(";", -1)) {
      if (!entry.isBlank()) {
        String[] parts = entry.split(":", 2);
        changed = changed.with(Setting.labelled(parts[0].strip()), parts[1].strip());
      }
    }
    return changed;
  }

  /** The same but for one setting. */
  Situation with(Setting setting, String value) {
    Map<Setting, String> changed = new EnumMap<>(Setting.class);
    changed.putAll(settings);
    changed.put(setting, value);
    return new Situation(action, changed);
  }

  Action action() {
    return action;
  }

  String get(Setting setting) {
    String value = settings.get(setting);
    if (value != null) {
      return value;
    }
    return setting == ANN_IN_ROOM && action == Action.CREATE ? "no" : setting.values.get(0);
  }

  boolean is(Setting setting, String value) {
    return get(setting).equals(value);
  }

  int number(Setting setting) {
    return Integer.parseInt(get(setting));
  }

  Caller caller() {
    return switch (get(CALLER)) {
      case "nobody" -> Caller.unauthenticated();
      case "account administrator" -> Caller.accountAdministrator(ACME, "root");
      case "account administrator of another account" ->
          Caller.accountAdministrator(new AccountId("else"), "root");
      case "ann" -> Caller.member(ACME, ANN);
      case "bob" -> Caller.member(ACME, BOB);
      case "bob of another account" -> Caller.member(new AccountId("else"), BOB);
      default -> throw unknown(CALLER);
    };
  }

  Action.Request request() {
    return new Action.Request(
        text(get(ACCOUNT_ID)),
        text(get(ROOM_ID)),
        text(get(MEMBER_ID)),
        is(ROLE, "none") ? null : text(get(ROLE)));
  }

  /** The text that a table gives in quotes; null if it is missing. */
  private static @Nullable String text(String value) {
    if (value.equals("missing")) {
      return null;
    }
    Matcher quoted = QUOTED.matcher(value);
    if (!quoted.matches()) {
      return value;
    }
    String once =
        ESCAPE
            .matcher(quoted.group(1))
            .replaceAll(
                escape ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    String times = quoted.group(2);
    return times == null ? once : once.repeat(Integer.parseInt(times));
  }

  /** The membership that a well-formed request is about. */
  MembershipKey key() {
    Action.Request request = request();
    return new MembershipKey(
        new AccountId(Objects.requireNonNull(request.accountId())),
        new RoomId(Objects.requireNonNull(request.roomId())),
        new MemberId(Objects.requireNonNull(request.memberId())));
  }

  @Nullable MemberId callerId() {
    return caller() instanceof Caller.Authenticated caller ? caller.memberId().orElse(null) : null;
  }

  /** What a store reads that is asked about it, by a well-formed request. */
  MembershipFacts facts() {
    MemberId callerId = callerId();
    boolean byAnn = ANN.equals(callerId);
    RoomMembership ann = membership(ANN, ANN_IN_ROOM);
    RoomMembership bob = membership(BOB, BOB_IN_ROOM);
    Facts facts = new Facts();
    facts.account = account();
    facts.room =
        switch (get(ROOM)) {
          case "none" -> null;
          case "exists" -> Acme.room(InvitePolicy.valueOf(get(INVITE_POLICY)), number(ROOM_LIMIT));
          default -> throw unknown(ROOM);
        };
    facts.member = member(ANN, Setting.ANN);
    facts.membership = ann;
    facts.caller = byAnn ? facts.member : member(BOB, Setting.BOB);
    facts.callerMembership = byAnn ? ann : bob;
    facts.administratorCount =
        number(OTHER_ADMINISTRATORS) + administrators(ann) + administrators(bob);
    facts.membershipCount =
        number(OTHER_ADMINISTRATORS)
            + number(OTHER_MEMBERS)
            + (ann == null ? 0 : 1)
            + (bob == null ? 0 : 1);
    facts.roomCount = number(OTHER_ROOMS_OF_ANN) + (ann == null ? 0 : 1);
    facts.roomLimit = number(ROOMS_PER_MEMBER);
    return facts.about(key(), callerId).build();
  }

  private static int administrators(@Nullable RoomMembership membership) {
    return membership != null && membership.role() == Role.ADMINISTRATOR ? 1 : 0;
  }

  private @Nullable Account account() {
    return switch (get(ACCOUNT)) {
      case "none" -> null;
      case "suspended" -> Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.SUSPENDED);
      case "Team" -> Acme.account(AccountType.TEAM, AccountStatus.ACTIVE);
      case "EnterpriseDirectory" ->
          Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE);
      case "EnterpriseLWA" -> Acme.account(AccountType.ENTERPRISE_LWA, AccountStatus.ACTIVE);
      case "EnterpriseOIDC" -> Acme.account(AccountType.ENTERPRISE_OIDC, AccountStatus.ACTIVE);
      default -> throw unknown(ACCOUNT);
    };
  }

  private @Nullable Member member(MemberId id, Setting setting) {
    return switch (get(setting)) {
      case "unknown" -> null;
      case "unregistered user" -> Acme.user(id, MemberState.UNREGISTERED);
      case "registered user" -> Acme.user(id, MemberState.REGISTERED);
      case "suspended user" -> Acme.user(id, MemberState.SUSPENDED);
      case "running bot" -> Acme.bot(id, MemberState.ENABLED);
      case "stopped bot" -> Acme.bot(id, MemberState.STOPPED);
      case "webhook" -> Acme.webhook(id);
      default -> throw unknown(setting);
    };
  }

  private @Nullable RoomMembership membership(MemberId id, Setting setting) {
    return is(setting, "no")
        ? null
        : Acme.membership(id, Role.named(get(setting)).orElseThrow(() -> unknown(setting)));
  }

  private AssertionError unknown(Setting setting) {
    return new AssertionError("'%s' has no value '%s'".formatted(setting.label(), get(setting)));
  }

  private Optional<Duration> rate() {
    return switch (get(RATE)) {
      case "unlimited" -> Optional.empty();
      case "unreachable" -> throw new StoreUnavailableException("no route", true, null);
      case "broken" -> throw new StoreBrokenException("no bucket", true, null);
      default -> Optional.of(Duration.parse(get(RATE).replaceFirst("wait ", "")));
    };
  }

  private MembershipFacts read() {
    return switch (get(STORE)) {
      case "reachable" -> facts();
      case "unreachable" -> throw new StoreUnavailableException("no route", true, null);
      case "broken" -> throw new StoreBrokenException("no table", true, null);
      default -> throw unknown(STORE);
    };
  }

  /** What an execution came to, and what it asked the store. */
  record Execution(Outcome outcome, ScriptedStore store) {}

  /** Executes the action in this situation, with a store that makes every change. */
  Execution execute() {
    return execute(observation -> {});
  }

  /** The same with an observer. */
  Execution execute(ActionObserver observer) {
    ScriptedStore store = new ScriptedStore().reads(this::read);
    ChatRooms rooms =
        ChatRooms.builder(store, InstantSource.fixed(NOW))
            .rate(asking -> rate())
            .observer(observer)
            .build();
    return new Execution(execute(rooms), store);
  }

  /** Executes the action in these rooms. */
  Outcome execute(ChatRooms rooms) {
    return action.execute(rooms, caller(), request());
  }

  @Override
  public String toString() {
    return action
        + settings.entrySet().stream()
            .map(entry -> entry.getKey().label() + ": " + entry.getValue())
            .collect(Collectors.joining("; ", " with ", ""));
  }
}
