package io.chatrooms.testkit;

/** What holds of one account on two stores over the same data. */
interface TwoInstances {
  void holdsOn(Fixture one, Fixture other) throws Exception;
}
