package io.chatrooms.testkit;

import io.chatrooms.core.room.RoomId;
import java.util.List;

/** The rooms in the tests. Their ids differ in what a careless store mixes up. */
enum SampleRoom {
  /** A room. */
  LOUNGE("lounge"),
  /** A room whose id differs from LOUNGE's in case. */
  LOUNGE_UPPER("LOUNGE"),
  /** A room whose id differs from LOUNGE's in a trailing space. */
  LOUNGE_SPACE("lounge "),
  /** A room whose id comes before DEN's by code point, and after it by UTF-16 unit. */
  CLUB("\uff5e"),
  /** A room whose id is one character outside the basic plane. */
  DEN("\ud83d\ude00");

  /** The rooms that every fixture saves. */
  static final List<SampleRoom> SAVED = List.of(LOUNGE, LOUNGE_UPPER, LOUNGE_SPACE);

  /** The rooms that no store contains unless a test creates them. The host saves none of them. */
  static final List<SampleRoom> CREATED = List.of(CLUB, DEN);

  private final String id;

  SampleRoom(String id) {
    this.id = id;
  }

  RoomId id() {
    return new RoomId(id);
  }
}
