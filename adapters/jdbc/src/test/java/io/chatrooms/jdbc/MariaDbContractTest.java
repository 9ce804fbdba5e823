package io.chatrooms.jdbc;

class MariaDbContractTest extends JdbcStoreContract {
  @Override
  String url() {
    return Databases.mariaDb();
  }

  @Override
  String user() {
    return "root";
  }
}
