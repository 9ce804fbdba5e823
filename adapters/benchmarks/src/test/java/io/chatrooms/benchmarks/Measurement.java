package io.chatrooms.benchmarks;

/**
 * How fast a peer was.
 *
 * @param database the database
 * @param callers how many callers there were
 * @param shape where they added members
 * @param who the name of the peer
 * @param outcome what was measured
 * @param ratio how many times as many adds a second as the bare insert
 */
record Measurement(
    Database database,
    int callers,
    Workload.Shape shape,
    String who,
    Load.Outcome outcome,
    double ratio) {}
