package io.chatrooms.example;

import io.chatrooms.core.action.Caller;
import io.chatrooms.core.action.ChatRooms;
import io.chatrooms.core.action.Outcome;

/** A request for one of the actions. */
@FunctionalInterface
interface Question {
  /** What the action answers to this caller. */
  Outcome ask(ChatRooms chatRooms, Caller caller);
}
