package io.chatrooms.jdbc;

/** Where connections come from, and who begins and ends transactions. */
interface Transactions {
  /** One statement that reads. */
  <T> T read(Work<T> work);

  /** One statement that writes, all of it or nothing; more of them if each may stand alone. */
  <T> T write(Work<T> work);

  /** Several statements, all or nothing, each of which sees what was committed before it. */
  <T> T together(Work<T> work);

  /** True if what is done may never become so, and fresh facts might not come. */
  boolean isTheHosts();
}
