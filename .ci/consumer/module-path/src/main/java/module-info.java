/** A host on the module path. */
module consumer {
  requires io.chatrooms.bucket4j;
  requires io.chatrooms.http;
  requires io.chatrooms.inmemory;
  requires io.chatrooms.jdbc;
}
