package io.chatrooms.testkit;

import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleMember.HOOK;
import static io.chatrooms.testkit.SampleMember.ROBOT;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_SPACE;
import static io.chatrooms.testkit.SampleRoom.LOUNGE_UPPER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.member.Member;
import io.chatrooms.core.member.MemberId;
import io.chatrooms.core.member.MemberType;
import io.chatrooms.core.membership.ListedMembership;
import io.chatrooms.core.membership.MembershipAdded;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.MembershipKey;
import io.chatrooms.core.membership.MembershipListing;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.membership.RoomListing;
import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.room.Room;
import io.chatrooms.core.room.RoomId;
import io.chatrooms.core.store.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Listings that come with the facts about whoever asks. */
interface ListingTests extends StoreFactory {
  @Test
  @DisplayName("Promise 1: a listing of memberships contains their members, and who asks")
  default void aListingOfMemberships() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          RoomMembership ann = fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          RoomMembership robot = fixture.given(LOUNGE, ROBOT, Role.MEMBER);
          fixture.given(LOUNGE_UPPER, ANN_UPPER, Role.MEMBER);
          fixture.suspend(ROBOT);
          for (SampleCaller by : List.of(ANN, BOB, HOOK, ADMINISTRATOR_OF_ACCOUNT)) {
            assertThat(Fixture.withoutStamp(fixture.listing(by, LOUNGE)))
                .as("the listing that %s asks for", by)
                .isEqualTo(
                    new MembershipListing(
                        Fixture.withoutStamp(fixture.facts(by, LOUNGE)),
                        new Page<>(
                            List.of(
                                new ListedMembership(ann, Optional.of(fixture.active(ANN))),
                                new ListedMembership(robot, Optional.of(fixture.suspended(ROBOT)))),
                            false)));
          }
          fixture.remove(LOUNGE_SPACE);
          assertThat(Fixture.withoutStamp(fixture.listing(ANN, LOUNGE_SPACE)))
              .as("the listing of a room that does not exist")
              .isEqualTo(
                  new MembershipListing(
                      Fixture.withoutStamp(fixture.facts(ANN, LOUNGE_SPACE)),
                      new Page<>(List.of(), false)));
        });
  }

  @Test
  @DisplayName("Promise 1: a listing of rooms contains the member asked for, and who asks")
  default void aListingOfRooms() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Fixture other = Fixture.on(fixture.store);
          other.given(LOUNGE, ANN, Role.MEMBER);
          fixture.given(LOUNGE, ANN, Role.ADMINISTRATOR);
          fixture.given(LOUNGE_SPACE, ANN, Role.MEMBER);
          fixture.given(LOUNGE, BOB, Role.MEMBER);
          fixture.suspend(ANN);
          Room lounge = fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS);
          Room upper = fixture.roomWith(LOUNGE_UPPER, InvitePolicy.ALL_MEMBERS);
          Room space = fixture.roomWith(LOUNGE_SPACE, InvitePolicy.ALL_MEMBERS);
          for (SampleCaller by : List.of(ANN, BOB, HOOK, ADMINISTRATOR_OF_ACCOUNT)) {
            isListed(fixture, by, null, upper, lounge, space);
            isListed(fixture, by, ANN, lounge, space);
            isListed(fixture, by, BOB, lounge);
            isListed(fixture, by, ROBOT);
            isListed(fixture, by, HOOK);
          }
          Fixture empty = Fixture.emptyOn(fixture.store);
          isListed(empty, ANN, null);
          isListed(empty, ANN, ANN);
        });
  }

  private static void isListed(
      Fixture fixture, SampleCaller by, @Nullable SampleMember of, Room... rooms) {
    MembershipFacts facts = fixture.facts(by, LOUNGE, of == null ? HOOK : of);
    assertThat(Fixture.withoutStamp(fixture.rooms(by, of)))
        .as("the rooms of %s that %s asks for", of == null ? "the account" : of, by)
        .isEqualTo(
            new RoomListing(
                Fixture.withoutStamp(facts).room().account(),
                Optional.ofNullable(of).map(SampleMember::id),
                of == null ? Optional.empty() : facts.member(),
                new Page<>(List.of(rooms), false)));
  }

  @Test
  @DisplayName("Promise 9: at any size the pages of a room's members and profiles are the listing")
  default void pagesOfMembershipsAreTheList() throws Exception {
    onManyIds(
        (fixture, ids) -> {
          RoomId room = new RoomId(ids.get(0));
          areTheList(
              ids,
              MemberId::new,
              (after, size) -> {
                MembershipListing listing =
                    fixture.store.memberships().list(fixture.account, room, null, after, size);
                assertThat(listing.page().items())
                    .as("the members of a page, by their full names")
                    .allMatch(
                        item ->
                            item.member()
                                .map(Member::fullName)
                                .equals(Optional.of(nameOf(item.membership().key().memberId()))));
                return items(listing.page(), item -> item.membership().key().memberId().value());
              });
        });
  }

  @Test
  @DisplayName("Promise 9: at any size the pages of an account's rooms are the listing")
  default void pagesOfRoomsAreTheList() throws Exception {
    onManyIds(
        (fixture, ids) -> {
          areTheList(
              ids,
              RoomId::new,
              (after, size) ->
                  items(
                      fixture.store.rooms().list(fixture.account, null, null, after, size).page(),
                      item -> item.roomId().value()));
          MemberId member = new MemberId(ids.get(0));
          areTheList(
              ids,
              RoomId::new,
              (after, size) ->
                  items(
                      fixture.store.rooms().list(fixture.account, null, member, after, size).page(),
                      item -> item.roomId().value()));
        });
  }

  @Test
  @DisplayName("Promise 9: a listing begins after any id, whether there is such a room or not")
  default void aListingBeginsAfterAnyId() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.MEMBER);
          fixture.given(LOUNGE_SPACE, ANN, Role.MEMBER);
          for (SampleMember of : new SampleMember[] {null, ANN}) {
            MemberId memberId = of == null ? null : of.id();
            assertThat(
                    fixture
                        .store
                        .rooms()
                        .list(fixture.account, null, memberId, new RoomId("lounge\t"), 9)
                        .page()
                        .items())
                .extracting(Room::roomId)
                .containsExactly(LOUNGE_SPACE.id());
          }
          assertThat(
                  fixture
                      .store
                      .memberships()
                      .list(fixture.account, LOUNGE.id(), null, new MemberId("am"), 9)
                      .page()
                      .items())
              .hasSize(1);
          assertThat(
                  fixture
                      .store
                      .memberships()
                      .list(fixture.account, LOUNGE.id(), null, new MemberId("ann\t"), 9)
                      .page()
                      .items())
              .isEmpty();
        });
  }

  @Test
  @DisplayName("Promise 9: a listing of less than one is a programming error")
  default void aListingHasOneOrMore() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          assertThatThrownBy(
                  () ->
                      fixture.store.memberships().list(fixture.account, LOUNGE.id(), null, null, 0))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> fixture.store.rooms().list(fixture.account, null, null, null, 0))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(
                  () -> fixture.store.rooms().list(fixture.account, null, ANN.id(), null, -1))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  private static <T> Page<String> items(Page<T> page, Function<T, String> id) {
    return new Page<>(page.items().stream().map(id).toList(), page.hasMore());
  }

  private static <I> void areTheList(
      List<String> ids,
      Function<String, I> id,
      BiFunction<@Nullable I, Integer, Page<String>> list) {
    for (int size :
        new int[] {1, 2, 7, ids.size() - 1, ids.size(), ids.size() + 1, Integer.MAX_VALUE}) {
      List<String> paged = new ArrayList<>();
      I after = null;
      boolean more = true;
      while (more) {
        Page<String> page = list.apply(after, size);
        assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
        paged.addAll(page.items());
        assertThat(paged)
            .as("the pages of %s so far, with still a next page", size)
            .hasSizeLessThanOrEqualTo(ids.size());
        more = page.hasMore();
        if (more) {
          after = id.apply(page.items().get(page.items().size() - 1));
        }
      }
      assertThat(paged)
          .as("all pages of %s, one after the other", size)
          .containsExactlyElementsOf(DataTests.inCodePointOrder(ids));
    }
  }

  private static String nameOf(MemberId member) {
    return "The name of " + member;
  }

  /**
   * A room and a member for each id. All members are in the first room, and the first member is in
   * all rooms.
   */
  private void onManyIds(ManyIds test) throws Exception {
    FreshStore.use(
        this,
        1_000,
        store -> {
          Fixture fixture = Fixture.on(store);
          SampleRoom.SAVED.forEach(fixture::remove);
          SampleMember.OCCUPANTS.forEach(fixture::remove);
          List<String> ids = ConfusableIds.ALL;
          List<String> shuffled = new ArrayList<>(ids);
          Collections.shuffle(shuffled, new Random(1));
          for (String id : shuffled) {
            store
                .rooms()
                .save(
                    Room.builder()
                        .from(fixture.roomWith(LOUNGE, InvitePolicy.ALL_MEMBERS))
                        .roomId(new RoomId(id))
                        .membershipLimit(1_000)
                        .build());
            store
                .members()
                .save(
                    Member.builder()
                        .accountId(fixture.account)
                        .memberId(new MemberId(id))
                        .type(MemberType.USER)
                        .fullName(nameOf(new MemberId(id)))
                        .build());
          }
          for (String id : shuffled) {
            add(fixture, ids.get(0), id);
            if (!id.equals(ids.get(0))) {
              add(fixture, id, ids.get(0));
            }
          }
          test.hold(fixture, ids);
        });
  }

  private static void add(Fixture fixture, String room, String member) {
    MembershipFacts seen =
        fixture
            .store
            .memberships()
            .facts(
                new MembershipKey(fixture.account, new RoomId(room), new MemberId(member)), null);
    MembershipAdded addition = Fixture.addition(seen, Role.MEMBER);
    fixture.isMade(addition, seen, "an addition");
  }
}
