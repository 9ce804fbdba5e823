package io.chatrooms.jdbc;

import io.chatrooms.batching.BatchingStore;
import io.chatrooms.core.Store;

/** Several instances, each of which lets its callers share statements. */
class PostgreSqlBatchingContractTest extends PostgreSqlContractTest {
  @Override
  Store around(JdbcStore store) {
    return BatchingStore.around(store).onTheirWay(1).build();
  }
}
