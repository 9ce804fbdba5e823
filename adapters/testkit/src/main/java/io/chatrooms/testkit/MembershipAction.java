package io.chatrooms.testkit;

import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.Outcome;

/** The actions on one membership. */
enum MembershipAction {
  /** CreateRoomMembership. */
  CREATE {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, MembershipRequest request) {
      return rooms.createRoomMembership().execute(caller, request.create());
    }
  },
  /** UpdateRoomMembership. */
  UPDATE {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, MembershipRequest request) {
      return rooms.updateRoomMembership().execute(caller, request.update());
    }
  },
  /** DeleteRoomMembership. */
  DELETE {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, MembershipRequest request) {
      return rooms.deleteRoomMembership().execute(caller, request.delete());
    }
  },
  /** GetRoomMembership. */
  GET {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, MembershipRequest request) {
      return rooms.getRoomMembership().execute(caller, request.get());
    }
  };

  /** True if the request of the action has a role. */
  boolean hasRole() {
    return this == CREATE || this == UPDATE;
  }

  /** Executes the action. */
  abstract Outcome execute(ChatRooms rooms, Caller caller, MembershipRequest request);
}
