package io.chatrooms.benchmarks;

import io.chatrooms.core.account.AccountId;

/** The account, its rooms and members, and which member is added to which room. */
final class Workload {
  static final AccountId ACCOUNT = new AccountId("account");
  static final int ROOMS = 1_000;

  /** Each may be in every room, and all of them fill a room. */
  static final int MEMBERS = 20_000;

  /** As many as one measurement may fill. */
  static final int HOT_ROOMS = 100;

  /** A room with few seats, which many callers want. */
  static final String SMALL_ROOM = "small";

  static final int SEATS = 50;

  private Workload() {}

  static String room(int room) {
    return "room-" + room;
  }

  static String hotRoom(int room) {
    return "hot-" + room;
  }

  static String member(int member) {
    return "member-" + member;
  }

  /** Where the members are added. */
  enum Shape {
    /** Each add is to another room than the 999 before it, and of another member. */
    MANY_ROOMS("1,000 rooms") {
      @Override
      String roomOf(int add) {
        return room(add % ROOMS);
      }

      @Override
      String memberOf(int add) {
        return member(add / ROOMS + add % ROOMS);
      }
    },
    /** All adds are to one room until it is full, and then to the next one. */
    ONE_ROOM("one room") {
      @Override
      String roomOf(int add) {
        return hotRoom(add / MEMBERS);
      }

      @Override
      String memberOf(int add) {
        return member(add % MEMBERS);
      }
    };

    private final String text;

    Shape(String text) {
      this.text = text;
    }

    abstract String roomOf(int add);

    abstract String memberOf(int add);

    @Override
    public String toString() {
      return text;
    }
  }
}
