package io.chatrooms.testkit;

/** What a test does in a transaction of the host, which it ends if all goes well. */
interface JoinedUse {
  void of(JoinsTransactions.HostTransaction transaction, Fixture joined) throws Exception;
}
