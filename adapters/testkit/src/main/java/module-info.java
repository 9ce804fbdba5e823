/**
 * The contract that any store must keep, as tests for people who write one, and what a host needs
 * for property tests of its own. The package is open, since JUnit calls it by reflection.
 */
module io.chatrooms.testkit {
  requires transitive io.chatrooms.core;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports io.chatrooms.testkit;

  opens io.chatrooms.testkit;
}
