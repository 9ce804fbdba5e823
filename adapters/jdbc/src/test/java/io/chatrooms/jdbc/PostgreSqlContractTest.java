package io.chatrooms.jdbc;

class PostgreSqlContractTest extends JdbcStoreContract {
  @Override
  String freshUrl() {
    return Databases.postgreSql();
  }

  @Override
  String user() {
    return "postgres";
  }
}
