package io.chatrooms.testkit;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.action.BatchCreateRoomMembership;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.Violation.Field;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Arbitrary values of the domain, requests and {@link World}s, for property tests with jqwik.
 * Values that stores and programs often get wrong are frequent: ids that differ in case, in a
 * trailing space or in the composition of an accent, ids that contain separators, the longest ids,
 * and times before 1970.
 *
 * <p>A request is a {@link MembershipRequest}, of which any action on a membership can be asked, or
 * a {@link RoomRequest}, of which any other action can be asked:
 *
 * <pre>{@code
 * DomainArbitraries.validRequests().map(MembershipRequest::update)
 * DomainArbitraries.validRoomRequests().map(RoomRequest::create)
 * }</pre>
 */
public final class DomainArbitraries {
  /** The length of the longest id, in code points (rule ANY-03). */
  static final int LONGEST_ID = 128;

  /** The length of the longest name of a room, in code points (rule ANY-03). */
  private static final int LONGEST_NAME = 2_048;

  /** How many items a batch has at most (rule ANY-03). */
  private static final int LARGEST_BATCH = 50;

  /** The length of the longest account id in a world. It leaves room for a UUID. */
  static final int LONGEST_ACCOUNT_ID_IN_WORLD = 80;

  /** Every white-space character (rule ANY-03). */
  static final List<String> WHITE_SPACE =
      IntStream.concat(
              IntStream.of(0x20, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF),
              IntStream.concat(
                  IntStream.concat(
                      IntStream.rangeClosed(0x9, 0xD), IntStream.rangeClosed(0x1C, 0x1F)),
                  IntStream.rangeClosed(0x2000, 0x200A)))
          .mapToObj(Character::toString)
          .toList();

  /** Ids that are easily confused, or that UTF-16 units order differently than code points. */
  static final List<String> TRICKY_IDS =
      List.of(
          "bob",
          "Bob",
          "bob ",
          " bob",
          "bob\u00a0",
          "bob\u200b",
          "\u00e9",
          "e\u0301",
          "\u00c9",
          "i",
          "\u0131",
          "I",
          "\u0130",
          "stra\u00dfe",
          "strasse",
          "\ufb01",
          "fi",
          "a",
          "a:b",
          "a/b",
          "a|b",
          "a,b",
          "a\u001fb",
          "a\nb",
          "b",
          "b:a",
          "1",
          "01",
          "null",
          "%",
          "_",
          "\\",
          "' or 1=1 --",
          "\uff5e",
          "\ud83d\ude00",
          "\u2800",
          "x".repeat(LONGEST_ID),
          "\ud83d\ude00".repeat(LONGEST_ID),
          "\ud83d\ude00".repeat(LONGEST_ID - 1) + "\ud83d\ude01");

  /** Functions from an id to another text that is easily confused with it. */
  private static final List<UnaryOperator<String>> CONFUSIONS =
      List.of(
          id -> id + " ",
          id -> " " + id,
          id -> id + "\u200b",
          String::strip,
          id -> id.toLowerCase(Locale.ROOT),
          id -> id.toUpperCase(Locale.ROOT),
          id -> Normalizer.normalize(id, Normalizer.Form.NFC),
          id -> Normalizer.normalize(id, Normalizer.Form.NFD),
          id -> Normalizer.normalize(id, Normalizer.Form.NFKC),
          id -> id.substring(0, id.offsetByCodePoints(0, 1)));

  private static final List<Instant> TRICKY_TIMES =
      List.of(
          Instant.EPOCH,
          Instant.EPOCH.minusNanos(1),
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("1582-10-10T12:00:00Z"),
          Instant.parse("1969-12-31T23:59:59.999500Z"),
          Instant.parse("2024-02-29T23:59:59.999999999Z"),
          Instant.parse("2026-02-20T12:00:00.123456789Z"),
          Instant.parse("2026-03-29T01:30:00Z"),
          Instant.parse("2038-01-19T03:14:08Z"),
          Instant.parse("9999-12-31T23:59:59.999999999Z"));

  private static final List<BatchCreateRoomMembership.Item> MALFORMED_ITEMS =
      List.of(
          new BatchCreateRoomMembership.Item(null, null),
          new BatchCreateRoomMembership.Item("", "Member"),
          new BatchCreateRoomMembership.Item("\u3000", "Administrator"),
          new BatchCreateRoomMembership.Item("x".repeat(LONGEST_ID + 1), null),
          new BatchCreateRoomMembership.Item("bob\0", "Member"),
          new BatchCreateRoomMembership.Item("\ud800", "admin"),
          new BatchCreateRoomMembership.Item("bob", "ADMINISTRATOR"));

  private static final Arbitrary<MemberKind> MEMBER_KINDS =
      Arbitraries.frequency(
          Tuple.of(6, new MemberKind(MemberType.USER, MemberState.REGISTERED)),
          Tuple.of(1, new MemberKind(MemberType.USER, MemberState.UNREGISTERED)),
          Tuple.of(2, new MemberKind(MemberType.USER, MemberState.SUSPENDED)),
          Tuple.of(2, new MemberKind(MemberType.BOT, MemberState.ENABLED)),
          Tuple.of(1, new MemberKind(MemberType.BOT, MemberState.STOPPED)),
          Tuple.of(1, new MemberKind(MemberType.WEBHOOK, MemberState.ENABLED)));

  /** Made once, since jqwik then makes their generators once. */
  private static final Arbitrary<MembershipRequest> INVALID_REQUESTS = invalidRequests();

  /** As {@link #INVALID_REQUESTS}. */
  private static final Arbitrary<RoomRequest> INVALID_ROOM_REQUESTS = invalidRoomRequests();

  /** A type and one of its states. */
  private record MemberKind(MemberType type, MemberState state) {}

  private DomainArbitraries() {}

  /** Any account id. */
  public static Arbitrary<AccountId> accountIds() {
    return ids(LONGEST_ID).map(AccountId::new);
  }

  /** Any room id. */
  public static Arbitrary<RoomId> roomIds() {
    return ids(LONGEST_ID).map(RoomId::new);
  }

  /** Any member id. */
  public static Arbitrary<MemberId> memberIds() {
    return ids(LONGEST_ID).map(MemberId::new);
  }

  private static Arbitrary<String> ids(int longest) {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.of(TRICKY_IDS.stream().filter(id -> fits(id, longest)).toList())),
        Tuple.of(1, pieces(longest).filter(id -> isId(id) && fits(id, longest))));
  }

  private static boolean fits(String id, int longest) {
    return id.codePointCount(0, id.length()) <= longest;
  }

  /** True if the text can be an id. */
  static boolean isId(@Nullable String text) {
    if (text == null) {
      return false;
    }
    try {
      return new AccountId(text).value().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Text of at most so many code points, without a NUL and without a lone surrogate. */
  private static Arbitrary<String> pieces(int longest) {
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(1, Character.MAX_CODE_POINT)
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
            .map(Character::toString);
    Arbitrary<String> known =
        Arbitraries.of(
            "a",
            "A",
            "z",
            "0",
            " ",
            "-",
            ":",
            "/",
            "'",
            "\"",
            "\u00e9",
            "\u0301",
            "\uff5e",
            "\ud83d\ude00");
    return Arbitraries.frequencyOf(Tuple.of(3, known), Tuple.of(1, any))
        .list()
        .ofMaxSize(longest)
        .map(pieces -> String.join("", pieces))
        .withoutEdgeCases();
  }

  /** Any text that is not an id, such as a name or an e-mail address. It may be empty. */
  public static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just("")),
        Tuple.of(
            3,
            Arbitraries.of(
                "Jane Doe",
                "Zo\u00eb O'Neill",
                " spaces around ",
                "\u674e\u5c0f\u9f99",
                "\u05d3\u05d5\u05d3",
                "jane@example.com",
                "JANE@EXAMPLE.COM",
                "\"odd \\\" one\"@example.com",
                "two\nlines",
                "\ud83d\ude00".repeat(300))),
        Tuple.of(1, pieces(40)));
  }

  /** Any time in the years 1 to 9999, in nanoseconds. */
  public static Arbitrary<Instant> times() {
    Instant first = Instant.parse("0001-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-31T23:59:59Z");
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(TRICKY_TIMES)),
        Tuple.of(
            2,
            Combinators.combine(
                    Arbitraries.longs().between(first.getEpochSecond(), last.getEpochSecond()),
                    Arbitraries.integers().between(0, 999_999_999))
                .as((second, nano) -> Instant.ofEpochSecond(second, nano))));
  }

  /** Any account, of any type, active or suspended. */
  public static Arbitrary<Account> accounts() {
    return accounts(LONGEST_ID);
  }

  private static Arbitrary<Account> accounts(int longestId) {
    return Combinators.combine(
            ids(longestId).map(AccountId::new),
            mostly(
                Arbitraries.of(
                    AccountType.ENTERPRISE_DIRECTORY,
                    AccountType.ENTERPRISE_LWA,
                    AccountType.ENTERPRISE_OIDC),
                Arbitraries.just(AccountType.TEAM)),
            mostly(
                Arbitraries.just(AccountStatus.ACTIVE), Arbitraries.just(AccountStatus.SUSPENDED)))
        .as((id, type, status) -> Account.builder().accountId(id).type(type).status(status).build())
        .withoutEdgeCases();
  }

  private static <T> Arbitrary<T> mostly(Arbitrary<T> usual, Arbitrary<T> other) {
    return Arbitraries.frequencyOf(Tuple.of(12, usual), Tuple.of(1, other));
  }

  /** Any room, of either invite policy. Most have a membership limit of 1 to 6. */
  public static Arbitrary<Room> rooms() {
    return accountIds().flatMap(DomainArbitraries::roomsOf).withoutEdgeCases();
  }

  private static Arbitrary<Room> roomsOf(AccountId accountId) {
    return Combinators.combine(
            roomIds(),
            texts(),
            texts(),
            times(),
            times(),
            Arbitraries.of(InvitePolicy.class),
            mostly(
                Arbitraries.integers().between(1, 6),
                Arbitraries.of(Room.DEFAULT_MEMBERSHIP_LIMIT, Integer.MAX_VALUE)))
        .as(
            (id, name, creator, created, updated, policy, limit) ->
                Room.builder()
                    .accountId(accountId)
                    .roomId(id)
                    .name(name)
                    .createdBy(creator)
                    .createdAt(created.isBefore(updated) ? created : updated)
                    .updatedAt(created.isBefore(updated) ? updated : created)
                    .invitePolicy(policy)
                    .membershipLimit(limit)
                    .build())
        .withoutEdgeCases();
  }

  /** Any member, of any type and in any state of its type. */
  public static Arbitrary<Member> members() {
    return accountIds().flatMap(DomainArbitraries::membersOf).withoutEdgeCases();
  }

  private static Arbitrary<Member> membersOf(AccountId accountId) {
    return Combinators.combine(memberIds(), MEMBER_KINDS, texts(), texts())
        .as(
            (id, kind, email, fullName) ->
                Member.builder()
                    .accountId(accountId)
                    .memberId(id)
                    .type(kind.type())
                    .state(kind.state())
                    .email(email)
                    .fullName(fullName)
                    .build())
        .withoutEdgeCases();
  }

  /** Any membership. */
  public static Arbitrary<RoomMembership> memberships() {
    return memberships(
        Combinators.combine(accountIds(), roomIds(), memberIds()).as(MembershipKey::new));
  }

  private static Arbitrary<RoomMembership> memberships(Arbitrary<MembershipKey> keys) {
    return Combinators.combine(keys, Arbitraries.of(Role.class), texts(), times())
        .as(
            (key, role, inviter, time) ->
                RoomMembership.builder()
                    .key(key)
                    .role(role)
                    .invitedBy(inviter)
                    .updatedAt(time)
                    .build())
        .withoutEdgeCases();
  }

  /** Any caller: unauthenticated, an administrator of any account, or any member. */
  public static Arbitrary<Caller> callers() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Caller.unauthenticated())),
        Tuple.of(4, Combinators.combine(accountIds(), texts()).as(Caller::accountAdministrator)),
        Tuple.of(4, Combinators.combine(accountIds(), memberIds()).as(Caller::member)));
  }

  /**
   * Any caller in this world: mostly one of its members or administrators, and mostly of its first
   * account, which most of {@link #requests(World)} are about.
   */
  public static Arbitrary<Caller> callers(World world) {
    return accountIdsNear(world)
        .flatMap(
            account ->
                Arbitraries.frequencyOf(
                    Tuple.of(1, Arbitraries.just(Caller.unauthenticated())),
                    Tuple.of(8, texts().map(id -> Caller.accountAdministrator(account, id))),
                    Tuple.of(
                        12,
                        membersNear(world, account.value())
                            .map(member -> Caller.member(account, new MemberId(member))))))
        .withoutEdgeCases();
  }

  /** Any well-formed request (rule ANY-03). */
  public static Arbitrary<MembershipRequest> validRequests() {
    return requests(ids(LONGEST_ID), account -> ids(LONGEST_ID), account -> ids(LONGEST_ID));
  }

  /**
   * Any well-formed request (rule ANY-03), mostly about the content of this world, and mostly about
   * its first account, so that later rules decide too. The others have ids that are easily confused
   * with those of the world.
   */
  public static Arbitrary<MembershipRequest> validRequests(World world) {
    return requests(
        accountIdsNear(world).map(AccountId::value),
        account -> roomsNear(world, account),
        account -> membersNear(world, account));
  }

  private static Arbitrary<MembershipRequest> requests(
      Arbitrary<String> accounts,
      Function<String, Arbitrary<String>> rooms,
      Function<String, Arbitrary<String>> members) {
    return accounts
        .flatMap(
            account ->
                Combinators.combine(
                        rooms.apply(account),
                        members.apply(account),
                        Arbitraries.of(Role.class).map(Role::apiName).injectNull(0.3))
                    .as((room, member, role) -> new MembershipRequest(account, room, member, role)))
        .withoutEdgeCases();
  }

  /**
   * Any request about this world: mostly one of {@link #validRequests(World)}, otherwise one of
   * {@link #invalidRequests}.
   */
  public static Arbitrary<MembershipRequest> requests(World world) {
    return mostly(validRequests(world), INVALID_REQUESTS);
  }

  /**
   * Any request that is well-formed for every action that can be asked of it (rule ANY-03). It has
   * no page token, since only a store's own answers contain one that is. A batch has up to six
   * items, of which some are malformed.
   */
  public static Arbitrary<RoomRequest> validRoomRequests() {
    return roomRequests(ids(LONGEST_ID), account -> ids(LONGEST_ID), account -> ids(LONGEST_ID));
  }

  /** As {@link #validRoomRequests()}, with ids as in {@link #validRequests(World)}. */
  public static Arbitrary<RoomRequest> validRoomRequests(World world) {
    return roomRequests(
        accountIdsNear(world).map(AccountId::value),
        account -> roomsNear(world, account),
        account -> membersNear(world, account));
  }

  private static Arbitrary<RoomRequest> roomRequests(
      Arbitrary<String> accounts,
      Function<String, Arbitrary<String>> rooms,
      Function<String, Arbitrary<String>> members) {
    return accounts
        .flatMap(
            account ->
                Combinators.combine(
                        rooms.apply(account),
                        members.apply(account).injectNull(0.3),
                        texts().filter(DomainArbitraries::isName),
                        Arbitraries.of(InvitePolicy.class).map(Enum::name).injectNull(0.3),
                        clientRequestTokens().injectNull(0.5),
                        items(members.apply(account)).list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.integers().between(1, 3)),
                                Tuple.of(1, Arbitraries.of(1, 50, 98, 99)))
                            .injectNull(0.2))
                    .as(
                        (room, member, name, policy, token, items, size) ->
                            new RoomRequest(
                                account, room, member, name, policy, token, items, size, null)))
        .withoutEdgeCases();
  }

  private static boolean isName(String text) {
    return text.codePoints().anyMatch(point -> !WHITE_SPACE.contains(Character.toString(point)));
  }

  private static Arbitrary<String> clientRequestTokens() {
    return Arbitraries.of(
        "t1",
        "T1",
        "t-1",
        "t_1",
        "00",
        "--",
        "0b9f3a5e-2f0c-4c8e-9a53-2b8d3f6f7c11",
        "x".repeat(64));
  }

  private static Arbitrary<BatchCreateRoomMembership.Item> items(Arbitrary<String> members) {
    Arbitrary<String> roles = Arbitraries.of(Role.class).map(Role::apiName).injectNull(0.3);
    return mostly(
        Combinators.combine(members, roles).as(BatchCreateRoomMembership.Item::new),
        Arbitraries.of(MALFORMED_ITEMS));
  }

  /** As {@link #requests(World)}, for the other actions. */
  public static Arbitrary<RoomRequest> roomRequests(World world) {
    return mostly(validRoomRequests(world), INVALID_ROOM_REQUESTS);
  }

  /**
   * Any malformed request (rule ANY-03): one or several of its fields are invalid, each in one or
   * several ways. The requests of actions without these fields are well-formed, and so is that of
   * UpdateRoom without a name.
   */
  public static Arbitrary<RoomRequest> invalidRoomRequests() {
    Arbitrary<Set<Field>> broken =
        Arbitraries.of(
                Field.ACCOUNT_ID,
                Field.ROOM_ID,
                Field.MEMBER_ID,
                Field.NAME,
                Field.INVITE_POLICY,
                Field.CLIENT_REQUEST_TOKEN,
                Field.MEMBERSHIP_ITEM_LIST,
                Field.MAX_RESULTS,
                Field.NEXT_TOKEN)
            .set()
            .ofMinSize(1)
            .ofMaxSize(4);
    Arbitrary<List<Sent>> ids =
        Combinators.combine(
                invalidIds(),
                invalidIds(),
                invalidIds().filter(id -> id.text() != null && !id.text().isEmpty()),
                invalidNames())
            .as(List::of);
    return Combinators.combine(
            validRoomRequests(),
            broken,
            ids,
            invalidPolicies(),
            invalidClientRequestTokens(),
            invalidItemLists(),
            Arbitraries.of(0, -1, 100, Integer.MIN_VALUE, Integer.MAX_VALUE),
            invalidPageTokens())
        .as(
            (valid, fields, texts, policy, token, items, size, page) ->
                new RoomRequest(
                    fields.contains(Field.ACCOUNT_ID) ? texts.get(0).text() : valid.accountId(),
                    fields.contains(Field.ROOM_ID) ? texts.get(1).text() : valid.roomId(),
                    fields.contains(Field.MEMBER_ID) ? texts.get(2).text() : valid.memberId(),
                    fields.contains(Field.NAME) ? texts.get(3).text() : valid.name(),
                    fields.contains(Field.INVITE_POLICY) ? policy : valid.invitePolicy(),
                    fields.contains(Field.CLIENT_REQUEST_TOKEN)
                        ? token
                        : valid.clientRequestToken(),
                    fields.contains(Field.MEMBERSHIP_ITEM_LIST) ? items.list() : valid.items(),
                    fields.contains(Field.MAX_RESULTS) ? size : valid.maxResults(),
                    fields.contains(Field.NEXT_TOKEN) ? page : null))
        .withoutEdgeCases();
  }

  private static Arbitrary<Sent> invalidNames() {
    Arbitrary<String> invalid = Arbitraries.of("\0", "\ud800", "\udfff");
    Arbitrary<String> names = texts().filter(DomainArbitraries::isName);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(new Sent(null), new Sent(""))),
        Tuple.of(1, Arbitraries.of(WHITE_SPACE).map(Sent::new)),
        Tuple.of(
            1,
            Arbitraries.of("x", " ", "\ud83d\ude00")
                .map(piece -> new Sent(piece.repeat(LONGEST_NAME + 1)))),
        Tuple.of(2, withInserted(invalid, names).map(Sent::new)));
  }

  private static Arbitrary<String> invalidPolicies() {
    return Arbitraries.of("", " ", "administrators", "ADMINISTRATORS ", "ALL", "MEMBERS", "\0");
  }

  private static Arbitrary<String> invalidClientRequestTokens() {
    return Arbitraries.of(
        "", "a", "a b", "t1 ", "t1\n", "\u00e91", "t\u0661", "t.1", "x".repeat(65), "\ud800\0");
  }

  /** The items as they are sent; null if they are absent. */
  private record SentItems(@Nullable List<BatchCreateRoomMembership.@Nullable Item> list) {}

  private static Arbitrary<SentItems> invalidItemLists() {
    return Arbitraries.of(
        new SentItems(null),
        new SentItems(List.of()),
        new SentItems(
            Collections.nCopies(
                LARGEST_BATCH + 1, new BatchCreateRoomMembership.Item("ann", null))));
  }

  private static Arbitrary<String> invalidPageTokens() {
    return Arbitraries.of(
        "", " ", "token", "AAAA", "A".repeat(139), "A".repeat(1_001), "====", "\u00e9", "\0");
  }

  private static Arbitrary<AccountId> accountIdsNear(World world) {
    List<String> known = world.accounts().stream().map(a -> a.accountId().value()).toList();
    String first = known.isEmpty() ? "nowhere" : known.get(0);
    return mostly(Arbitraries.just(first), near(known, LONGEST_ACCOUNT_ID_IN_WORLD))
        .map(AccountId::new);
  }

  private static Arbitrary<String> roomsNear(World world, String account) {
    return near(
        world.rooms().stream()
            .filter(room -> room.accountId().value().equals(account))
            .map(room -> room.roomId().value())
            .toList(),
        LONGEST_ID);
  }

  private static Arbitrary<String> membersNear(World world, String account) {
    return near(
        world.members().stream()
            .filter(member -> member.accountId().value().equals(account))
            .map(member -> member.memberId().value())
            .toList(),
        LONGEST_ID);
  }

  /** Mostly one of the ids, otherwise one that is easily confused with one of them, or any. */
  private static Arbitrary<String> near(List<String> known, int longest) {
    if (known.isEmpty()) {
      return ids(longest);
    }
    Arbitrary<String> confused =
        Combinators.combine(Arbitraries.of(known), Arbitraries.of(CONFUSIONS))
            .as((id, confusion) -> confusion.apply(id))
            .filter(id -> isId(id) && fits(id, longest));
    return Arbitraries.frequencyOf(
        Tuple.of(24, Arbitraries.of(known)), Tuple.of(2, confused), Tuple.of(1, ids(longest)));
  }

  /**
   * Any malformed request (rule ANY-03): one or several of its fields are invalid, each in one or
   * several ways. An id is absent, empty, nothing but white space of any kind, too long, or
   * contains a NUL or a lone surrogate; a role is neither of the two. If only the role is invalid,
   * the requests of actions without a role are well-formed.
   */
  public static Arbitrary<MembershipRequest> invalidRequests() {
    Arbitrary<Set<Field>> broken =
        Arbitraries.of(Field.ACCOUNT_ID, Field.ROOM_ID, Field.MEMBER_ID, Field.ROLE)
            .set()
            .ofMinSize(1);
    return Combinators.combine(
            validRequests(), broken, invalidIds(), invalidIds(), invalidIds(), invalidRoles())
        .as(
            (valid, fields, account, room, member, role) ->
                new MembershipRequest(
                    fields.contains(Field.ACCOUNT_ID) ? account.text() : valid.accountId(),
                    fields.contains(Field.ROOM_ID) ? room.text() : valid.roomId(),
                    fields.contains(Field.MEMBER_ID) ? member.text() : valid.memberId(),
                    fields.contains(Field.ROLE) ? role : valid.role()))
        .withoutEdgeCases();
  }

  /** An id as it is sent; null if it is absent. */
  private record Sent(@Nullable String text) {}

  private static Arbitrary<Sent> invalidIds() {
    Arbitrary<String> valid = ids(LONGEST_ID);
    Arbitrary<String> blank =
        Arbitraries.of(WHITE_SPACE)
            .list()
            .ofMaxSize(LONGEST_ID + 2)
            .map(pieces -> String.join("", pieces));
    Arbitrary<String> tooLong =
        Combinators.combine(
                Arbitraries.of("x", " ", "\u3000", "\ud83d\ude00"),
                Arbitraries.integers().between(LONGEST_ID + 1, LONGEST_ID + 9))
            .as(String::repeat);
    Arbitrary<String> invalid = Arbitraries.of("\0", "\ud800", "\udfff", "\udc00\ud800");
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(new Sent(null))),
        Tuple.of(1, Arbitraries.just(new Sent(""))),
        Tuple.of(2, Arbitraries.of(WHITE_SPACE).map(Sent::new)),
        Tuple.of(1, blank.map(Sent::new)),
        Tuple.of(2, tooLong.map(Sent::new)),
        Tuple.of(3, withInserted(invalid, valid).map(Sent::new)),
        Tuple.of(1, withInserted(invalid, tooLong).map(Sent::new)),
        Tuple.of(
            1, withInserted(Arbitraries.just("\0"), withInserted(invalid, valid)).map(Sent::new)),
        Tuple.of(1, invalid.map(Sent::new)));
  }

  /** The text with the other before, in or after it, but never within a surrogate pair. */
  private static Arbitrary<String> withInserted(Arbitrary<String> invalid, Arbitrary<String> text) {
    BiFunction<String, Integer, Integer> position =
        (all, half) -> all.offsetByCodePoints(0, all.codePointCount(0, all.length()) * half / 2);
    return Combinators.combine(invalid, text, Arbitraries.integers().between(0, 2))
        .as(
            (inserted, all, half) ->
                all.substring(0, position.apply(all, half))
                    + inserted
                    + all.substring(position.apply(all, half)));
  }

  private static Arbitrary<String> invalidRoles() {
    return Arbitraries.of(
        "",
        " ",
        "member",
        "MEMBER",
        "Member ",
        "administrator",
        "ADMINISTRATOR",
        "Admin",
        "Owner",
        "Member\0",
        "Administrator,Member",
        "\ud800");
  }

  /**
   * Any world: up to three accounts of every type and status, with members of every type and state,
   * and rooms of either policy. Many rooms have reached their limit. In most worlds the limit of
   * rooms per member is so low that some members have reached it.
   */
  public static Arbitrary<World> worlds() {
    return mostly(Arbitraries.integers().between(1, 3), Arbitraries.just(1_000))
        .flatMap(DomainArbitraries::worlds)
        .withoutEdgeCases();
  }

  /** Any world with this limit of rooms per member. See {@link #worlds()}. */
  public static Arbitrary<World> worlds(int memberRoomLimit) {
    return lists(1, 3, accounts(LONGEST_ACCOUNT_ID_IN_WORLD), Account::accountId)
        .map(accounts -> new World(accounts, List.of(), List.of(), List.of(), memberRoomLimit))
        .flatMap(DomainArbitraries::withRoomsAndMembers)
        .flatMap(DomainArbitraries::withMemberships)
        .withoutEdgeCases();
  }

  /** Things with different ids, mostly so many, sometimes none. */
  private static <T> Arbitrary<List<T>> lists(
      int fewest, int most, Arbitrary<T> things, Function<T, Object> id) {
    return mostly(
        things.list().ofMinSize(fewest).ofMaxSize(most).uniqueElements(id),
        Arbitraries.just(List.of()));
  }

  /** The world with rooms and members. */
  private static Arbitrary<World> withRoomsAndMembers(World world) {
    Arbitrary<World> worlds = Arbitraries.just(world);
    for (Account account : world.accounts()) {
      Arbitrary<List<Room>> rooms =
          account.holdsRooms()
              ? lists(2, 4, roomsOf(account.accountId()), Room::roomId)
              : Arbitraries.just(List.of());
      Arbitrary<List<Member>> members =
          lists(3, 6, membersOf(account.accountId()), Member::memberId);
      worlds =
          Combinators.combine(worlds, rooms, members)
              .as(
                  (before, newRooms, newMembers) ->
                      new World(
                          before.accounts(),
                          joined(before.rooms(), newRooms),
                          joined(before.members(), newMembers),
                          List.of(),
                          before.memberRoomLimit()));
    }
    return worlds;
  }

  /** The world with memberships. */
  private static Arbitrary<World> withMemberships(World world) {
    List<MembershipKey> keys =
        world.rooms().stream()
            .flatMap(
                room ->
                    world.members().stream()
                        .filter(member -> member.accountId().equals(room.accountId()))
                        .map(
                            member ->
                                new MembershipKey(
                                    room.accountId(), room.roomId(), member.memberId())))
            .toList();
    return keys.isEmpty()
        ? Arbitraries.just(world)
        : mostly(
                memberships(Arbitraries.of(keys)).list().ofMinSize(8).ofMaxSize(24),
                Arbitraries.just(List.<RoomMembership>of()))
            .map(world::withAsManyOf);
  }

  private static <T> List<T> joined(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
