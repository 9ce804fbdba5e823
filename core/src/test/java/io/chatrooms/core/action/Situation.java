package io.chatrooms.core.action;

import static io.chatrooms.core.Acme.ACME;
import static io.chatrooms.core.Acme.ANN;
import static io.chatrooms.core.Acme.BOB;
import static io.chatrooms.core.Acme.EARLIER;
import static io.chatrooms.core.Acme.NOW;
import static io.chatrooms.core.action.Setting.ACCOUNT;
import static io.chatrooms.core.action.Setting.ANN_IN_ROOM;
import static io.chatrooms.core.action.Setting.BOB_IN_ROOM;
import static io.chatrooms.core.action.Setting.CALLER;
import static io.chatrooms.core.action.Setting.EMPTY_ROOMS;
import static io.chatrooms.core.action.Setting.INVITE_POLICY;
import static io.chatrooms.core.action.Setting.ITEMS;
import static io.chatrooms.core.action.Setting.MEMBER_ID;
import static io.chatrooms.core.action.Setting.OTHER_ADMINISTRATORS;
import static io.chatrooms.core.action.Setting.OTHER_MEMBERS;
import static io.chatrooms.core.action.Setting.OTHER_ROOMS_OF_ANN;
import static io.chatrooms.core.action.Setting.RATE;
import static io.chatrooms.core.action.Setting.ROLE;
import static io.chatrooms.core.action.Setting.ROOM;
import static io.chatrooms.core.action.Setting.ROOMS_PER_ACCOUNT;
import static io.chatrooms.core.action.Setting.ROOMS_PER_MEMBER;
import static io.chatrooms.core.action.Setting.ROOM_LIMIT;
import static io.chatrooms.core.action.Setting.STORE;
import static io.chatrooms.core.action.Setting.TOKEN_USED_FOR;

import io.chatrooms.core.Acme;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BatchCreateRoomMembership.Item;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An action, its caller and its request, and the world that it meets, as settings. What is not set
 * has the first value of the {@link Setting}. The memberships that exist were created earlier, by
 * Carol. What an action changes, it changes now. Immutable.
 */
final class Situation {
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
    boolean adds = action == Action.CREATE || action == Action.BATCH;
    if (setting == ANN_IN_ROOM && adds) {
      return "no";
    }
    return setting == MEMBER_ID && action == Action.LIST_ROOMS ? "missing" : setting.values.get(0);
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

  @Nullable MemberId callerId() {
    return caller() instanceof Caller.Authenticated caller ? caller.memberId().orElse(null) : null;
  }

  Action.Request request() {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    for (Field field : action.fields) {
      Setting setting = Setting.of(field);
      if (!is(setting, "missing")) {
        values.put(
            field,
            switch (field) {
              case MEMBERSHIP_ITEM_LIST ->
                  Collections.nCopies(number(ITEMS), new Item(text(MEMBER_ID), text(ROLE)));
              case MAX_RESULTS -> number(setting);
              default -> get(setting);
            });
      }
    }
    return new Action.Request(values);
  }

  private @Nullable String text(Setting setting) {
    return is(setting, "missing") ? null : get(setting);
  }

  /** What a store contains that is asked about it. */
  World world() {
    World world = new World();
    world.memberRoomLimit = number(ROOMS_PER_MEMBER);
    world.accountRoomLimit = number(ROOMS_PER_ACCOUNT);
    saveAccount(world);
    saveMember(world, ANN, Setting.ANN, ANN_IN_ROOM);
    saveMember(world, BOB, Setting.BOB, BOB_IN_ROOM);
    saveOthers(world, OTHER_ADMINISTRATORS, Role.ADMINISTRATOR);
    saveOthers(world, OTHER_MEMBERS, Role.MEMBER);
    Room lounge = Acme.room(InvitePolicy.valueOf(get(INVITE_POLICY)), number(ROOM_LIMIT));
    if (is(ROOM, "exists")) {
      world.save(lounge);
    }
    for (int i = 0; i < number(OTHER_ROOMS_OF_ANN); i++) {
      RoomId id = new RoomId("room of ann " + i);
      world.save(Room.builder().from(lounge).roomId(id).build());
      world.save(
          RoomMembership.builder()
              .from(Acme.membership(ANN, Role.MEMBER))
              .key(new MembershipKey(ACME, id, ANN))
              .build());
    }
    for (int i = 0; i < number(EMPTY_ROOMS); i++) {
      world.save(Room.builder().from(lounge).roomId(new RoomId("empty room " + i)).build());
    }
    if (!is(TOKEN_USED_FOR, "nothing") && caller() instanceof Caller.Authenticated by) {
      saveRoomOf(world, by, get(TOKEN_USED_FOR));
    }
    return world;
  }

  private static void saveRoomOf(World world, Caller.Authenticated by, String name) {
    Room room =
        Room.builder()
            .accountId(ACME)
            .roomId(new RoomId("room with a token"))
            .name(name)
            .createdBy(by.identifier())
            .createdAt(EARLIER)
            .build();
    world.save(room);
    world.save(
        ACME,
        new CreateRoom.Command(ACME, name, Optional.of("token")).tokenOf(by).orElseThrow(),
        room.roomId());
  }

  private void saveAccount(World world) {
    switch (get(ACCOUNT)) {
      case "none" -> {}
      case "suspended" ->
          world.save(Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.SUSPENDED));
      case "Team" -> world.save(Acme.account(AccountType.TEAM, AccountStatus.ACTIVE));
      case "EnterpriseDirectory" ->
          world.save(Acme.account(AccountType.ENTERPRISE_DIRECTORY, AccountStatus.ACTIVE));
      case "EnterpriseLWA" ->
          world.save(Acme.account(AccountType.ENTERPRISE_LWA, AccountStatus.ACTIVE));
      case "EnterpriseOIDC" ->
          world.save(Acme.account(AccountType.ENTERPRISE_OIDC, AccountStatus.ACTIVE));
      default -> throw unknown(ACCOUNT);
    }
  }

  private void saveMember(World world, MemberId id, Setting what, Setting inRoom) {
    switch (get(what)) {
      case "unknown" -> {}
      case "unregistered user" -> world.save(Acme.user(id, MemberState.UNREGISTERED));
      case "registered user" -> world.save(Acme.user(id, MemberState.REGISTERED));
      case "suspended user" -> world.save(Acme.user(id, MemberState.SUSPENDED));
      case "running bot" -> world.save(Acme.bot(id, MemberState.ENABLED));
      case "stopped bot" -> world.save(Acme.bot(id, MemberState.STOPPED));
      case "webhook" -> world.save(Acme.webhook(id));
      default -> throw unknown(what);
    }
    if (!is(inRoom, "no")) {
      world.save(Acme.membership(id, Role.named(get(inRoom)).orElseThrow(() -> unknown(inRoom))));
    }
  }

  private void saveOthers(World world, Setting howMany, Role role) {
    for (int i = 0; i < number(howMany); i++) {
      MemberId id = new MemberId("other %s %s".formatted(role.apiName(), i));
      world.save(Acme.user(id, MemberState.REGISTERED));
      world.save(Acme.membership(id, role));
    }
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

  private Answers reachable() {
    return switch (get(STORE)) {
      case "reachable" -> world();
      case "unreachable" -> throw new StoreUnavailableException("no route", true, null);
      case "broken" -> throw new StoreBrokenException("no table", true, null);
      default -> throw unknown(STORE);
    };
  }

  /** What an execution came to, and what it asked the store. */
  record Execution(Outcome outcome, ScriptedStore store) {}

  /** Executes the action in this situation, with a store that makes every change. */
  Execution execute() {
    ScriptedStore store = new ScriptedStore().reads(this::reachable);
    ChatRooms rooms =
        ChatRooms.builder(store, InstantSource.fixed(NOW)).rate(asking -> rate()).build();
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
