package io.chatrooms.testkit;

import java.util.function.Consumer;

/** What holds of facts that were read before something happened. */
interface OldFacts {
  void holds(String what, Fixture fixture, Consumer<Fixture> happening);
}
