package io.chatrooms.testkit;

import static io.chatrooms.testkit.Fixture.addition;
import static io.chatrooms.testkit.Fixture.removal;
import static io.chatrooms.testkit.Fixture.roleChange;
import static io.chatrooms.testkit.SampleAdministrator.ADMINISTRATOR_OF_ACCOUNT;
import static io.chatrooms.testkit.SampleMember.ANN;
import static io.chatrooms.testkit.SampleMember.BOB;
import static io.chatrooms.testkit.SampleRoom.LOUNGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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

/** Declares that a store can be cut off from its data, and adds the tests of its failures. */
public interface CanBeCutOff extends StoreFactory {
  /** Takes away what the store relies on, such as its database, and leaves the store open. */
  void cutOff(Store store) throws Exception;

  /** Every operation fails in one of two ways. */
  @Test
  @DisplayName("Promise 11: cut off, every operation throws StoreUnavailable or StoreBroken")
  default void cutOffEveryOperationThrowsAStoreException() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          Store store = fixture.store;
          fixture.given(LOUNGE, ANN, Role.MEMBER);
          MembershipFacts absent = fixture.facts(LOUNGE, BOB);
          MembershipFacts present = fixture.facts(LOUNGE, ANN);
          cutOff(store);

          Map<String, ThrowingCallable> reads = new LinkedHashMap<>();
          reads.put("accounts.find", () -> store.accounts().find(fixture.account));
          reads.put("rooms.find", () -> store.rooms().find(fixture.account, LOUNGE.id()));
          reads.put("members.find", () -> store.members().find(fixture.account, ANN.id()));
          reads.put("facts", () -> fixture.facts(LOUNGE, ANN));
          reads.put("find", () -> fixture.find(LOUNGE, ANN));
          reads.put("listByRoom", () -> fixture.inRoom(LOUNGE));
          reads.put("listByMember", () -> fixture.roomsOf(ANN));
          reads.forEach(
              (name, read) ->
                  assertThat(failureOf(name, read).outcomeUnknown())
                      .as("that the outcome of %s is unknown, which changes nothing", name)
                      .isFalse());

          Map<String, ThrowingCallable> writes = new LinkedHashMap<>();
          writes.put("accounts.save", () -> fixture.save(AccountStatus.ACTIVE));
          writes.put("rooms.save", () -> fixture.save(LOUNGE, InvitePolicy.ADMINISTRATORS));
          writes.put("rooms.remove", () -> fixture.remove(LOUNGE));
          writes.put("members.save", () -> fixture.suspend(ANN));
          writes.put("members.remove", () -> fixture.remove(ANN));
          writes.put(
              "confirm of an addition",
              () -> fixture.confirm(addition(absent, Role.MEMBER), absent));
          writes.put(
              "confirm of a change of role",
              () -> fixture.confirm(roleChange(present, Role.ADMINISTRATOR), present));
          writes.put("confirm of a removal", () -> fixture.confirm(removal(present), present));
          writes.put("removeAllOf", () -> fixture.removeAllOf(ANN));
          writes.forEach(CanBeCutOff::failureOf);
        });
  }

  private static StoreException failureOf(String name, ThrowingCallable operation) {
    Throwable thrown = catchThrowable(operation);
    assertThat(thrown)
        .as("what %s throws on a store that is cut off", name)
        .isInstanceOf(StoreException.class);
    return (StoreException) thrown;
  }

  /** The failure becomes ANY-10 or ANY-11. */
  @Test
  @DisplayName("Promise 11: cut off, every action is ServiceUnavailable or ServiceFailure")
  default void cutOffEveryActionSaysSo() throws Exception {
    Fixture.use(
        this,
        fixture -> {
          fixture.given(LOUNGE, ANN, Role.MEMBER);
          cutOff(fixture.store);
          assertSaysSo(fixture.create(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, BOB, Role.MEMBER));
          assertSaysSo(fixture.update(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN, Role.ADMINISTRATOR));
          assertSaysSo(fixture.delete(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN));
          assertSaysSo(fixture.get(ADMINISTRATOR_OF_ACCOUNT, LOUNGE, ANN));
        });
  }

  private static void assertSaysSo(Object result) {
    assertThat(result).isInstanceOfAny(ServiceUnavailable.class, ServiceFailure.class);
  }
}
