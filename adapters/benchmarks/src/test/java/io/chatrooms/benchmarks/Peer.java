package io.chatrooms.benchmarks;

import java.sql.SQLException;

/** A way to add members to rooms, which is measured beside others. */
public interface Peer extends AutoCloseable {
  /** What it is called in the table. */
  String name();

  /** What one caller adds with. Each caller has its own. */
  Adder adder() throws Exception;

  /** Where its memberships are. */
  Tables tables();

  /** True if it holds the limits of rooms and refuses a member who is in the room. */
  default boolean keepsRules() {
    return true;
  }

  @Override
  default void close() {}

  /** Adds members for one caller. */
  interface Adder extends AutoCloseable {
    /** True if the member was added, false if it was refused. */
    boolean add(String room, String member) throws Exception;

    @Override
    default void close() throws SQLException {}
  }

  /** The names of tables. */
  record Tables(String rooms, String memberships) {}
}
