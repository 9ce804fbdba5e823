package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.ServiceFailure;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import io.chatrooms.core.store.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Declares that a store can be cut off from its data, and adds the tests of what it says then. */
public interface CanBeCutOff extends StoreFactory {
  /** Takes away what the store stands on, such as its database, and leaves the store open. */
  void cutOff(Store store) throws Exception;

  /** Every operation fails as announced. */
  @Test
  @DisplayName("Promise 10: cut off, every operation throws StoreUnavailable or StoreBroken")
  default void cutOffEveryOperationFailsAsAnnounced() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          Stage stage = new Stage(store, new Cast());
          Cast cast = stage.cast;
          stage.isIn(0, 0, Role.MEMBER);
          MembershipFacts absent = stage.facts(0, 1);
          MembershipFacts standing = stage.facts(0, 0);
          cutOff(store);

          Map<String, ThrowingCallable> operations = new LinkedHashMap<>();
          operations.put("accounts.find", () -> store.accounts().find(cast.account));
          operations.put(
              "accounts.save", () -> store.accounts().save(cast.accountIs(AccountStatus.ACTIVE)));
          operations.put("rooms.find", () -> store.rooms().find(cast.account, Cast.room(0)));
          operations.put(
              "rooms.save", () -> store.rooms().save(cast.roomIs(0, InvitePolicy.ADMINISTRATORS)));
          operations.put("rooms.remove", () -> store.rooms().remove(cast.account, Cast.room(0)));
          operations.put("members.find", () -> store.members().find(cast.account, Cast.member(0)));
          operations.put("members.save", () -> store.members().save(cast.memberIs(0, true)));
          operations.put(
              "members.remove", () -> store.members().remove(cast.account, Cast.member(0)));
          operations.put("facts", () -> stage.facts(0, 0));
          operations.put("add", () -> stage.add(absent, Role.MEMBER));
          operations.put("find", () -> stage.find(0, 0));
          operations.put("changeRole", () -> stage.changeRole(standing, Role.ADMINISTRATOR));
          operations.put("remove", () -> store.memberships().remove(standing));
          operations.put(
              "removeAllOf", () -> store.memberships().removeAllOf(cast.account, Cast.member(0)));
          operations.put(
              "listByRoom",
              () -> store.memberships().listByRoom(cast.account, Cast.room(0), null, 9));
          operations.put(
              "listByMember",
              () -> store.memberships().listByMember(cast.account, Cast.member(0), null, 9));
          operations.forEach(
              (name, operation) ->
                  assertThatThrownBy(operation)
                      .as("%s on a store that is cut off", name)
                      .isInstanceOf(StoreException.class));
        });
  }

  /** The failure comes to CRM-16 or CRM-17. */
  @Test
  @DisplayName("Promise 10: cut off, CreateRoomMembership is ServiceUnavailable or ServiceFailure")
  default void cutOffTheActionSaysSo() throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        store -> {
          Cast cast = new Cast();
          cast.enter(store);
          cutOff(store);
          assertThat(Action.createOnce(store, cast.key(0, 0)))
              .isInstanceOfAny(ServiceUnavailable.class, ServiceFailure.class);
        });
  }
}
