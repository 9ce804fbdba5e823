/**
 * The library embedded: the documented example, a tour of the refusals, and requests of one's own.
 */
module io.chatrooms.example {
  requires io.chatrooms.core;
  requires io.chatrooms.inmemory;
  requires static org.jspecify;
  requires tools.jackson.databind;
}
