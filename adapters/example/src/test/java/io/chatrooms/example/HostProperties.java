package io.chatrooms.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrooms.core.Store;
import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.Conflict;
import io.chatrooms.core.action.CreateRoomMembership;
import io.chatrooms.core.action.CreateRoomMembership.Created;
import io.chatrooms.core.action.ServiceUnavailable;
import io.chatrooms.inmemory.InMemoryStore;
import io.chatrooms.testkit.DomainArbitraries;
import io.chatrooms.testkit.FailingStore;
import io.chatrooms.testkit.FailingStore.Failure;
import io.chatrooms.testkit.World;
import java.time.Clock;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A host's own property tests, as the kit's README shows them. */
class HostProperties {
  private static Store newStore(int memberRoomLimit) {
    return InMemoryStore.builder().memberRoomLimit(memberRoomLimit).build();
  }

  /** What a caller asks in a store with this content. */
  record Scene(World world, Caller caller, CreateRoomMembership.Request request) {
    CreateRoomMembership.Result ask(Store store) {
      return ChatRooms.of(store, Clock.systemUTC()).createRoomMembership().execute(caller, request);
    }
  }

  @Provide
  Arbitrary<Scene> scenes() {
    return DomainArbitraries.worlds()
        .flatMap(
            world ->
                Combinators.combine(
                        DomainArbitraries.callers(world), DomainArbitraries.requests(world))
                    .as((caller, request) -> new Scene(world, caller, request.create())));
  }

  @Property
  void aRefusalChangesNothing(@ForAll("scenes") Scene scene) {
    World world = scene.world();
    Store store = newStore(world.memberRoomLimit());
    world.putInto(store);

    CreateRoomMembership.Result result = scene.ask(store);

    World expected = result instanceof Created created ? world.with(created.membership()) : world;
    assertThat(world.asFoundIn(store)).isEqualTo(expected);
  }

  @Property
  void afterALostConnectionTheNextRequestTellsTheOutcome(@ForAll("scenes") Scene scene) {
    FailingStore store = new FailingStore(newStore(scene.world().memberRoomLimit()));
    scene.world().putInto(store);
    store.failWith(Failure.unavailableAfterWriting().times(1));

    if (scene.ask(store) instanceof ServiceUnavailable) {
      assertThat(scene.ask(store)).isInstanceOf(Conflict.class);
    }
  }
}
