package io.chatrooms.testkit;

import io.chatrooms.core.Store;

/** Something to see on two stores over the same data. */
interface TwoStores {
  void see(Store one, Store other) throws Exception;
}
