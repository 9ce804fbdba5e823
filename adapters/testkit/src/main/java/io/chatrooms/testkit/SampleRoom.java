package io.chatrooms.testkit;

import io.chatrooms.core.room.RoomId;

/** The rooms in the tests. Their ids differ in what a careless store mixes up. */
enum SampleRoom {
  /** A room. */
  LOUNGE("lounge"),
  /** A room whose id differs from LOUNGE's in case. */
  LOUNGE_UPPER("LOUNGE"),
  /** A room whose id differs from LOUNGE's in a trailing space. */
  LOUNGE_SPACE("lounge ");

  private final String id;

  SampleRoom(String id) {
    this.id = id;
  }

  RoomId id() {
    return new RoomId(id);
  }
}
