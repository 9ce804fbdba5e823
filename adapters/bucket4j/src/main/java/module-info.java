/** A request rate for each caller (ANY-02), counted with Bucket4j in the memory of one process. */
module io.chatrooms.bucket4j {
  requires transitive io.chatrooms.core;
  requires com.google.common;
  requires io.github.bucket4j.core;

  exports io.chatrooms.bucket4j;
}
