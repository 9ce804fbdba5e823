package io.chatrooms.jdbc;

class PostgreSqlContractTest extends JdbcStoreContract {
  @Override
  String url() {
    return Databases.postgreSql();
  }

  @Override
  String user() {
    return "postgres";
  }
}
