package io.chatrooms.testkit;

import io.chatrooms.core.Store;

/** A store for the time of a test. */
final class FreshStore {
  private FreshStore() {}

  static void use(StoreFactory factory, int memberRoomLimit, Use use) throws Exception {
    use(factory.newStore(memberRoomLimit, Fixture.ACCOUNT_ROOM_LIMIT), use);
  }

  /** With the limits for searches, where rooms compete too. */
  static void useTight(StoreFactory factory, Use use) throws Exception {
    use(factory.newStore(Fixture.MEMBER_ROOM_LIMIT, Fixture.TIGHT_ACCOUNT_ROOM_LIMIT), use);
  }

  static void use(Store store, Use use) throws Exception {
    try {
      use.of(store);
    } catch (Exception | AssertionError e) {
      try {
        close(store);
      } catch (Exception closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
    close(store);
  }

  private static void close(Store store) throws Exception {
    if (store instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  /** What a test does with a store. */
  interface Use {
    void of(Store store) throws Exception;
  }
}
