package io.chatrooms.testkit;

import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.Outcome;

/** The actions on a room, on several memberships, or on the rooms of an account. */
enum RoomsAction {
  /** BatchCreateRoomMembership. */
  BATCH {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request) {
      return rooms.batchCreateRoomMembership().execute(caller, request.batch());
    }
  },
  /** ListRoomMemberships. */
  LIST_MEMBERSHIPS {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request) {
      return rooms.listRoomMemberships().execute(caller, request.listMemberships());
    }
  },
  /** CreateRoom. */
  CREATE {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request) {
      return rooms.createRoom().execute(caller, request.create());
    }
  },
  /** GetRoom. */
  GET {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request) {
      return rooms.getRoom().execute(caller, request.get());
    }
  },
  /** UpdateRoom. */
  UPDATE {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request) {
      return rooms.updateRoom().execute(caller, request.update());
    }
  },
  /** DeleteRoom. */
  DELETE {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request) {
      return rooms.deleteRoom().execute(caller, request.delete());
    }
  },
  /** ListRooms. */
  LIST {
    @Override
    Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request) {
      return rooms.listRooms().execute(caller, request.list());
    }
  };

  /** Executes the action. */
  abstract Outcome execute(ChatRooms rooms, Caller caller, RoomRequest request);
}
