package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.account.AccountType;
import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberState;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipRemoved;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Values are returned as they were stored, and listings are in their order. */
interface DataTests extends StoreFactory {
  @Test
  @DisplayName("Promise 12: ids are exact, code point by code point")
  default void idsAreExact() throws Exception {
    onAccount(
        (store, account) -> {
          Room room = room(account, "room", 1_000);
          store.rooms().save(room);
          for (String id : ConfusableIds.ALL) {
            assertThat(store.members().find(account, new MemberId(id)))
                .as("the member '%s', before it was saved", id)
                .isEmpty();
            store.members().save(user(account, id));
            add(store, new MembershipKey(account, room.roomId(), new MemberId(id)), "inviter");
          }
          for (String id : ConfusableIds.ALL) {
            assertThat(store.members().find(account, new MemberId(id))).contains(user(account, id));
          }
          assertThat(store.memberships().listByRoom(account, room.roomId(), null, 99).items())
              .extracting(membership -> membership.key().memberId().value())
              .containsExactlyElementsOf(inCodePointOrder(ConfusableIds.ALL));
        });
  }

  @Test
  @DisplayName("Promise 12: room ids and account ids are exact too, and ids are never joined")
  default void roomAndAccountIdsAreExact() throws Exception {
    FreshStore.use(
        this,
        1_000,
        store -> {
          String unique = UUID.randomUUID().toString();
          List<String> ids = List.of("a", "A", "a ", "a:b", "a/b", "\u00e9", "e\u0301");
          for (String id : ids) {
            AccountId account = new AccountId(id + unique);
            store.accounts().save(enterprise(account));
            store.members().save(user(account, "b:c"));
            store.members().save(user(account, "c"));
            for (String room : List.of("a", "a:b", "b")) {
              store.rooms().save(room(account, room, 9));
            }
            add(store, key(account, "a", "b:c"), "inviter");
            assertThat(store.memberships().find(key(account, "a:b", "c")))
                .as("member 'c' in room 'a:b', after member 'b:c' was added to room 'a'")
                .isEmpty();
            add(store, key(account, "a:b", "c"), "inviter");
          }
          for (String id : ids) {
            AccountId account = new AccountId(id + unique);
            assertThat(store.accounts().find(account)).contains(enterprise(account));
            assertThat(store.memberships().listByRoom(account, new RoomId("a"), null, 9).items())
                .extracting(RoomMembership::key)
                .containsExactly(key(account, "a", "b:c"));
          }
        });
  }

  @Test
  @DisplayName("Promise 12: the longest ids, in four-byte characters, make a key")
  default void theLongestIds() throws Exception {
    FreshStore.use(
        this,
        9,
        store -> {
          String longest = "\ud83d\ude00".repeat(127);
          AccountId account =
              new AccountId(inFourByteCharacters(UUID.randomUUID()) + longest.substring(62));
          store.accounts().save(enterprise(account));
          for (String last : List.of("\ud83d\ude01", "\ud83d\ude02")) {
            store.members().save(user(account, longest + last));
            store.rooms().save(room(account, longest + last, 9));
            MembershipKey key = key(account, longest + last, longest + last);
            add(store, key, "\ud83d\ude00".repeat(2_048));
            assertThat(store.memberships().find(key))
                .contains(membership(key, "\ud83d\ude00".repeat(2_048), Fixture.NOON));
          }
        });
  }

  /** Its 32 digits. */
  private static String inFourByteCharacters(UUID id) {
    return id.toString()
        .replace("-", "")
        .chars()
        .mapToObj(digit -> Character.toString(0x1f600 + Character.digit(digit, 16)))
        .collect(Collectors.joining());
  }

  @Test
  @DisplayName("Promise 12: texts are returned as they were stored, the empty and the long")
  default void texts() throws Exception {
    onAccount(
        (store, account) -> {
          List<String> texts =
              List.of(
                  "",
                  " ",
                  "\t\r\n",
                  "Jane \u00d8 'Doe\" \\ %s {}",
                  "\ud83d\ude00".repeat(300),
                  "\ud83d\ude00".repeat(2_048));
          for (String text : texts) {
            Member member =
                Member.builder().from(user(account, "member")).email(text).fullName(text).build();
            store.members().save(member);
            assertThat(store.members().find(account, member.memberId()).map(Member::email))
                .contains(text);
            assertThat(store.members().find(account, member.memberId()).map(Member::fullName))
                .contains(text);
            Room room = Room.builder().from(room(account, "room", 9)).name(text).build();
            store.rooms().save(room);
            assertThat(store.rooms().find(account, room.roomId()).map(Room::name)).contains(text);
          }
        });
  }

  @Test
  @DisplayName("Promise 12: every type and state is returned as it was stored")
  default void kindsAndStates() throws Exception {
    onAccount(
        (store, account) -> {
          for (AccountType type : AccountType.values()) {
            for (AccountStatus status : AccountStatus.values()) {
              Account saved =
                  Account.builder().accountId(account).type(type).status(status).build();
              store.accounts().save(saved);
              assertThat(store.accounts().find(account)).contains(saved);
            }
          }
          for (MemberState state : MemberState.values()) {
            MemberType type =
                switch (state) {
                  case UNREGISTERED, REGISTERED, SUSPENDED -> MemberType.USER;
                  case ENABLED -> MemberType.WEBHOOK;
                  case STOPPED -> MemberType.BOT;
                };
            Member saved =
                Member.builder()
                    .accountId(account)
                    .memberId(new MemberId(state.name()))
                    .type(type)
                    .state(state)
                    .build();
            store.members().save(saved);
            assertThat(store.members().find(account, saved.memberId())).contains(saved);
          }
          for (InvitePolicy policy : InvitePolicy.values()) {
            Room saved =
                Room.builder()
                    .from(room(account, policy.name(), Integer.MAX_VALUE))
                    .invitePolicy(policy)
                    .build();
            store.rooms().save(saved);
            assertThat(store.rooms().find(account, saved.roomId())).contains(saved);
          }
        });
  }

  @Test
  @ResourceLock(Resources.TIME_ZONE)
  @DisplayName("Promise 12: times are returned to the millisecond, in any time zone")
  default void times() throws Exception {
    List<Instant> times =
        List.of(
            Instant.parse("2019-12-02T22:36:41.969999999Z"),
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            Instant.parse("1969-12-31T23:59:59.000000001Z"),
            Instant.EPOCH,
            // In the gap and in the overlap of a daylight-saving change, and on a day that was
            // skipped.
            Instant.parse("2024-03-31T01:30:00.001Z"),
            Instant.parse("2024-10-27T00:30:00.002Z"),
            Instant.parse("2024-10-27T01:30:00.003Z"),
            Instant.parse("2011-12-30T12:00:00Z"),
            // Before the Gregorian calendar, and the first and the last that a store has to hold.
            Instant.parse("1582-10-10T00:00:00Z"),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"));
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String zoneId : List.of("UTC", "Europe/Berlin", "Pacific/Apia", "Asia/Kathmandu")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
        onAccount((store, account) -> timesAreReturned(store, account, times));
      }
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  private static void timesAreReturned(Store store, AccountId account, List<Instant> times) {
    store.members().save(user(account, "member"));
    for (Instant time : times) {
      Room room =
          Room.builder()
              .from(room(account, time.toString(), 9))
              .createdAt(time)
              .updatedAt(time)
              .build();
      store.rooms().save(room);
      assertThat(store.rooms().find(account, room.roomId())).contains(room);
      MembershipKey key = new MembershipKey(account, room.roomId(), new MemberId("member"));
      RoomMembership membership = membership(key, "inviter", time);
      MembershipFacts seen = store.memberships().facts(key, null);
      assertThat(store.memberships().confirm(new MembershipAdded(membership), seen)).isEmpty();
      assertThat(store.memberships().find(key).map(RoomMembership::updatedAt))
          .contains(time.truncatedTo(ChronoUnit.MILLIS));
    }
  }

  private static int[] sizes() {
    return IntStream.concat(
            IntStream.rangeClosed(1, 100), IntStream.of(1_000_000, Integer.MAX_VALUE))
        .toArray();
  }

  @Test
  @DisplayName(
      "Promise 9: at any size the pages are the listing, and the last announces no next page")
  default void pagesAreTheList() throws Exception {
    onAccount(
        (store, account) -> {
          List<String> ids =
              IntStream.range(0, 100)
                  .mapToObj(
                      i ->
                          ConfusableIds.ALL.get(i % ConfusableIds.ALL.size())
                              + i / ConfusableIds.ALL.size())
                  .toList();
          Room room = room(account, "room", 1_000);
          store.rooms().save(room);
          List<String> shuffled = new ArrayList<>(ids);
          Collections.shuffle(shuffled, new Random(1));
          for (String id : shuffled) {
            store.members().save(user(account, id));
            add(store, new MembershipKey(account, room.roomId(), new MemberId(id)), "inviter");
          }
          for (int size : sizes()) {
            List<String> paged = new ArrayList<>();
            MemberId after = null;
            boolean more = true;
            while (more) {
              Page<RoomMembership> page =
                  store.memberships().listByRoom(account, room.roomId(), after, size);
              assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
              page.items().forEach(item -> paged.add(item.key().memberId().value()));
              assertThat(paged)
                  .as("the pages of %s so far, with still a next page", size)
                  .hasSizeLessThanOrEqualTo(ids.size());
              more = page.hasMore();
              after = lastOf(page, after).key().memberId();
            }
            assertThat(paged)
                .as("all pages of %s, one after the other", size)
                .containsExactlyElementsOf(inCodePointOrder(ids));
          }
        });
  }

  @Test
  @DisplayName("Promise 9: a member's rooms are listed by room id, page by page")
  default void roomsOfAMember() throws Exception {
    onAccount(
        (store, account) -> {
          store.members().save(user(account, "member"));
          for (String id : ConfusableIds.ALL) {
            store.rooms().save(room(account, id, 9));
            add(store, key(account, id, "member"), "inviter");
          }
          for (int size :
              new int[] {
                1,
                7,
                ConfusableIds.ALL.size() / 2,
                ConfusableIds.ALL.size(),
                ConfusableIds.ALL.size() + 1
              }) {
            List<String> paged = new ArrayList<>();
            RoomId after = null;
            boolean more = true;
            while (more) {
              Page<RoomMembership> page =
                  store.memberships().listByMember(account, new MemberId("member"), after, size);
              page.items().forEach(item -> paged.add(item.key().roomId().value()));
              assertThat(paged)
                  .as("the pages of %s so far, with still a next page", size)
                  .hasSizeLessThanOrEqualTo(ConfusableIds.ALL.size());
              more = page.hasMore();
              after = lastOf(page, after).key().roomId();
            }
            assertThat(paged)
                .as("all pages of %s, one after the other", size)
                .containsExactlyElementsOf(inCodePointOrder(ConfusableIds.ALL));
          }
        });
  }

  /** Ids that sort by number, in the digits of every locale. */
  private static String id(int number) {
    return (number < 10 ? "m0" : "m") + number;
  }

  @Test
  @DisplayName("Promise 9: who stays is listed once while others come and go between pages")
  default void writesBetweenPages() throws Exception {
    onAccount(
        (store, account) -> {
          Room room = room(account, "room", 1_000);
          store.rooms().save(room);
          for (int i = 0; i < 60; i++) {
            store.members().save(user(account, id(i)));
            if (i % 3 != 2) {
              add(store, key(account, "room", id(i)), "inviter");
            }
          }
          List<String> listed = new ArrayList<>();
          MemberId after = null;
          boolean more = true;
          for (int step = 0; more; step++) {
            Page<RoomMembership> page =
                store.memberships().listByRoom(account, room.roomId(), after, 4);
            page.items().forEach(item -> listed.add(item.key().memberId().value()));
            assertThat(listed).as("the pages so far").hasSizeLessThanOrEqualTo(60);
            more = page.hasMore();
            after = lastOf(page, after).key().memberId();
            // One of every three leaves: the one that the page ends with, if it is of those.
            boolean leaves = Integer.parseInt(after.value().substring(1)) % 3 == 1;
            String leaving = leaves ? after.value() : id(step * 3 + 1);
            remove(store, key(account, "room", leaving));
            add(store, key(account, "room", id(step * 3 + 2)), "inviter");
          }
          assertThat(listed).doesNotHaveDuplicates().isSorted();
          assertThat(listed).containsAll(IntStream.range(0, 20).mapToObj(i -> id(i * 3)).toList());
        });
  }

  private static RoomMembership lastOf(Page<RoomMembership> page, @Nullable Object after) {
    assertThat(page.items())
        .as("the page after '%s', which the page before it announced", after)
        .isNotEmpty();
    return page.items().get(page.items().size() - 1);
  }

  static List<String> inCodePointOrder(List<String> ids) {
    return ids.stream()
        .sorted((a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()))
        .toList();
  }

  private static Account enterprise(AccountId account) {
    return Account.builder().accountId(account).type(AccountType.ENTERPRISE_LWA).build();
  }

  private static Room room(AccountId account, String id, int limit) {
    return Room.builder()
        .accountId(account)
        .roomId(new RoomId(id))
        .name("name")
        .createdBy("creator")
        .createdAt(Fixture.NOON)
        .membershipLimit(limit)
        .build();
  }

  private static Member user(AccountId account, String id) {
    return Member.builder()
        .accountId(account)
        .memberId(new MemberId(id))
        .type(MemberType.USER)
        .build();
  }

  private static MembershipKey key(AccountId account, String room, String member) {
    return new MembershipKey(account, new RoomId(room), new MemberId(member));
  }

  private static RoomMembership membership(MembershipKey key, String inviter, Instant time) {
    return RoomMembership.builder()
        .key(key)
        .role(Role.MEMBER)
        .invitedBy(inviter)
        .updatedAt(time)
        .build();
  }

  private static void add(Store store, MembershipKey key, String inviter) {
    MembershipFacts seen = store.memberships().facts(key, null);
    assertThat(
            store
                .memberships()
                .confirm(new MembershipAdded(membership(key, inviter, Fixture.NOON)), seen))
        .as("the facts instead of adding %s to %s", key.memberId(), key.roomId())
        .isEmpty();
  }

  private static void remove(Store store, MembershipKey key) {
    MembershipFacts seen = store.memberships().facts(key, null);
    seen.membership()
        .ifPresent(
            membership ->
                assertThat(store.memberships().confirm(new MembershipRemoved(membership), seen))
                    .as("the facts instead of removing %s", key.memberId())
                    .isEmpty());
  }

  private void onAccount(AccountUse use) throws Exception {
    FreshStore.use(
        this,
        1_000,
        store -> {
          AccountId account = new AccountId("account " + UUID.randomUUID());
          store.accounts().save(enterprise(account));
          use.of(store, account);
        });
  }
}
