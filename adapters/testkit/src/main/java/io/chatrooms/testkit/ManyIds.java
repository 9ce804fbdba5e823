package io.chatrooms.testkit;

import java.util.List;

/** What holds of an account with a room and a member for each of many ids. */
interface ManyIds {
  void hold(Fixture fixture, List<String> ids);
}
