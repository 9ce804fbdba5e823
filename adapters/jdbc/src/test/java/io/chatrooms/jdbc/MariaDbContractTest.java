package io.chatrooms.jdbc;

class MariaDbContractTest extends JdbcStoreContract {
  @Override
  String freshUrl() {
    return Databases.mariaDb();
  }

  @Override
  String user() {
    return "root";
  }
}
