package io.chatrooms.jdbc;

/** Where connections come from, and who begins and ends transactions. */
interface Transactions {
  /** The same for one operation that takes several transactions, and has one time for all. */
  default Transactions ofOneOperation() {
    return this;
  }

  /** The same without a time-out. */
  default Transactions withoutTimeout() {
    return this;
  }

  /** One statement that reads. */
  <T> T read(Work<T> work);

  /** One statement that writes, or several of which each is right without the next. */
  <T> T write(Work<T> work);

  /**
   * Several statements, all or nothing. Each sees what was committed before it began, and what
   * other works of the same transaction wrote.
   */
  <T> T together(Work<T> work);
}
