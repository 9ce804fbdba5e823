package io.chatrooms.testkit;

import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.ANN_SPACE;
import static io.chatrooms.testkit.SampleMember.ANN_UPPER;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.action.Forbidden;
import io.chatrooms.core.action.ListRoomMemberships;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.membership.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Declares that the data of a store outlives the store, and adds the tests of that. */
public interface SurvivesRestart extends StoreFactory {
  /** Closes this store, and opens one on its data. */
  Store restart(Store store) throws Exception;

  /** Promises 5, 6 and 8. */
  @Test
  @DisplayName("Promise 8: after a restart everything reads as before, and the limits hold")
  default void afterARestartEverythingReadsAsBefore() throws Exception {
    Fixture first = Fixture.on(newStore(Fixture.MEMBER_ROOM_LIMIT, Fixture.ACCOUNT_ROOM_LIMIT));
    first.given(LOUNGE, ANN, Role.ADMINISTRATOR);
    first.given(LOUNGE, ANN_UPPER, Role.ADMINISTRATOR);
    first.given(LOUNGE, ANN_SPACE, Role.MEMBER);
    first.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN_UPPER, Role.MEMBER);
    List<Object> before = first.picture();

    FreshStore.use(
        restart(first.store),
        store -> {
          Fixture fixture = first.seenBy(store);
          fixture.looksLike(before, "after the restart");
          assertThat(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, BOB, Role.MEMBER))
              .isInstanceOf(ResourceLimitExceeded.class);
          assertThat(fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN))
              .as("the removal of the last administrator")
              .isInstanceOf(Forbidden.class);
        });
  }

  /** Page tokens are made with a key that the data has. */
  @Test
  @DisplayName("Promise 9: a listing goes on after a restart with the token from before it")
  default void aListingGoesOnAfterARestart() throws Exception {
    Fixture first = Fixture.on(newStore(Fixture.MEMBER_ROOM_LIMIT, Fixture.ACCOUNT_ROOM_LIMIT));
    first.given(LOUNGE, ANN, Role.ADMINISTRATOR);
    first.given(LOUNGE, BOB, Role.MEMBER);
    ListRoomMemberships.Listed page =
        (ListRoomMemberships.Listed)
            first.listMemberships(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, 1, null);

    FreshStore.use(
        restart(first.store),
        store ->
            assertThat(
                    first
                        .seenBy(store)
                        .listMemberships(
                            ADMINISTRATOR_OF_ACCOUNT, LOUNGE, 1, page.nextToken().orElseThrow()))
                .as("the second page, with the token of the first")
                .isInstanceOf(ListRoomMemberships.Listed.class));
  }
}
