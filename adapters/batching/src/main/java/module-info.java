/** A store around a store, whose callers share statements. */
module io.chatrooms.batching {
  requires transitive io.chatrooms.core;
  requires static org.jspecify;

  exports io.chatrooms.batching;
}
