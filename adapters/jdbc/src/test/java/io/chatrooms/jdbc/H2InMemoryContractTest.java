package io.chatrooms.jdbc;

class H2InMemoryContractTest extends JdbcStoreContract {
  private static final String URL = Databases.h2InMemory();

  @Override
  String freshUrl() {
    return URL;
  }

  @Override
  String user() {
    return "sa";
  }
}
