/** A store in memory that keeps every promise of the ports. */
module io.chatrooms.inmemory {
  requires transitive io.chatrooms.core;
  requires static org.jspecify;
  requires com.google.common;

  exports io.chatrooms.inmemory;
}
