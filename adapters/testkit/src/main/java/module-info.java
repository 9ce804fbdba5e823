/**
 * The contract that any store must keep, as tests for whoever writes one, and what a host needs to
 * write property tests of its own. Its package is open, since JUnit calls into it.
 */
module io.chatrooms.testkit {
  requires transitive io.chatrooms.core;
  requires transitive net.jqwik.api;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires static org.jspecify;

  exports io.chatrooms.testkit;

  opens io.chatrooms.testkit;
}
