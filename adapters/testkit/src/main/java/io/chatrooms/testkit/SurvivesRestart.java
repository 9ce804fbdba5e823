package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.action.ResourceLimitExceeded;
import io.chatrooms.core.membership.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Declares that what a store holds outlives it, and adds the tests of that. */
public interface SurvivesRestart extends StoreFactory {
  /** Ends this store, and begins one on what it left. */
  Store restart(Store store) throws Exception;

  /** Promise 7, across a restart. */
  @Test
  @DisplayName("Promise 7: after a restart all is as it was, and the limits hold")
  default void afterARestartAllIsAsItWas() throws Exception {
    Store first = newStore(Cast.MEMBER_ROOM_LIMIT);
    Cast cast = new Cast();
    cast.enter(first);
    for (int member = 0; member < Cast.ROOM_LIMIT; member++) {
      new Action.Create(-1, 0, member, Role.ADMINISTRATOR).on(first, cast);
    }
    new Action.ChangeRole(-1, 0, 1, Role.MEMBER).on(first, cast);
    List<Object> before = cast.picture(first);

    FreshStore.use(
        restart(first),
        store -> {
          cast.looksLike(before, store, "after the restart");
          assertThat(new Action.Create(-1, 0, 4, Role.MEMBER).on(store, cast))
              .isInstanceOf(ResourceLimitExceeded.class);
        });
  }
}
