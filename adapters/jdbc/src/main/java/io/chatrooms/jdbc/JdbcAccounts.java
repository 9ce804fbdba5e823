package io.chatrooms.jdbc;

import io.chatrooms.core.account.Account;
import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.account.AccountRepository;
import java.sql.SQLException;
import java.util.Optional;

/** Accounts, one row each. */
final class JdbcAccounts implements AccountRepository {
  private final Transactions transactions;

  JdbcAccounts(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Account> find(AccountId accountId) {
    return transactions.read(
        session ->
            session.one(
                Sql.FIND_ACCOUNT, Rows.key(accountId), row -> Rows.account(row, accountId)));
  }

  @Override
  public void save(Account account) {
    Saving.save(
        transactions,
        session -> session.write(Sql.UPDATE_ACCOUNT, parameters -> bind(parameters, account)) > 0,
        session ->
            session.insert(
                Sql.INSERT_ACCOUNT,
                parameters -> bind(parameters, account).number(Versions.first())),
        session -> {}); // an account replaces any other
  }

  private static Session.Parameters bind(Session.Parameters parameters, Account account)
      throws SQLException {
    return parameters.name(account.type()).name(account.status()).id(account.accountId().value());
  }
}
