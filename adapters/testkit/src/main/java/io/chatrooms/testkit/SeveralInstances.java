package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.account.AccountStatus;
import io.chatrooms.core.action.Created;
import io.chatrooms.core.membership.AddOutcome;
import io.chatrooms.core.membership.MembershipFacts;
import io.chatrooms.core.membership.Role;
import io.chatrooms.core.room.InvitePolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Declares that several stores can work on the same data, and adds the tests of that. */
public interface SeveralInstances extends StoreFactory {
  /**
   * One more store on the data of this one; closed after the test if it is {@link AutoCloseable}.
   */
  Store another(Store store) throws Exception;

  /** Promise 7, from one instance to the other. */
  @Test
  @DisplayName("Promise 7: what one instance wrote, the other sees")
  default void whatOneWroteTheOtherSees() throws Exception {
    both(
        (one, other) -> {
          Cast cast = new Cast();
          cast.enter(one);
          new Action.Create(-1, 0, 0, Role.ADMINISTRATOR).on(one, cast);
          cast.looksLike(cast.picture(one), other, "after another instance wrote");
          other.accounts().save(cast.accountIs(AccountStatus.SUSPENDED));
          other.rooms().save(cast.roomIs(0, InvitePolicy.ADMINISTRATORS));
          other.members().save(cast.memberIs(0, true));
          cast.looksLike(cast.picture(other), one, "after another instance wrote");
          assertThat(one.accounts().find(cast.account))
              .contains(cast.accountIs(AccountStatus.SUSPENDED));
          new Action.Remove(-1, 0, 0).on(other, cast);
          cast.looksLike(cast.picture(other), one, "after another instance wrote");
        });
  }

  /** Promise 6, from one instance to the other. */
  @Test
  @DisplayName("Promise 6: a change through one instance makes an add through the other stale")
  default void aChangeThroughOneMakesAnAddThroughTheOtherStale() throws Exception {
    both(
        (one, other) -> {
          Stage stage = new Stage(one, new Cast());
          MembershipFacts seen = stage.facts(0, 0);
          other.accounts().save(stage.cast.accountIs(AccountStatus.SUSPENDED));
          assertThat(stage.add(seen, Role.MEMBER)).isEqualTo(new AddOutcome.Stale());
        });
  }

  /** Promise 4, across instances. */
  @Test
  @DisplayName(
      "Promise 4: instances that race for the seats of a room give away no more than it has")
  default void instancesRaceForSeats() throws Exception {
    both(
        (one, other) -> {
          for (int i = 0; i < Effort.times(10); i++) {
            Cast cast = new Cast();
            cast.enter(one);
            List<Object> told =
                Race.of(
                    Cast.members(),
                    member ->
                        new Action.Create(-1, 0, member, Role.MEMBER)
                            .on(member % 2 == 0 ? one : other, cast));
            Race.told(told, Created.class, Cast.ROOM_LIMIT);
          }
        });
  }

  /** Promises 1 to 9 and 12, across instances. */
  @Test
  @DisplayName("Promises 1 to 9, 12: what threads on two instances were told, some order explains")
  default void someOrderExplainsWhatInstancesTold() throws Exception {
    both(
        (one, other) -> {
          try (Linearizability check = new Linearizability(List.of(one, other))) {
            Search.forAll(Linearizability.scenarios(), Effort.times(10_000), check::unexplained);
          }
        });
  }

  private void both(TwoStores test) throws Exception {
    FreshStore.use(
        this,
        Cast.MEMBER_ROOM_LIMIT,
        one -> FreshStore.use(another(one), other -> test.see(one, other)));
  }
}
