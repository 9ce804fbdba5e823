package io.chatrooms.benchmarks;

/** Measures the stores in memory, and then those over a database. */
public final class AllSpeeds {
  private AllSpeeds() {}

  /** Prints all tables. */
  public static void main(String[] args) throws Exception {
    InMemorySpeed.main(args);
    JdbcSpeed.main(args);
  }
}
