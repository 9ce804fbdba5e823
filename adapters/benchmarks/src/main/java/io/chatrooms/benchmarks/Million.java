package io.chatrooms.benchmarks;

import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openjdk.jol.info.GraphStats;

/**
 * A million memberships in one room, and a million in 100,000 rooms of 10: the memory of both, and
 * whether the large room is slower than the small ones.
 */
final class Million {
  private static final int ROUNDS = 200;

  /** Each slice of the memberships is removed, and added again, which is measured. */
  private static final int SLICE = 1_000;

  private static final int PAGES = 200;
  private static final int PAGE_SIZE = 99;
  private static final int ROOMS_OF_100 = 10_000;

  private final Filling large = Filling.of("1x1000000");
  private final Filling small = Filling.of("100000x10");

  /** As many memberships as the large room has, so that the caches are of the same use. */
  private final Filling forPages = Filling.of(ROOMS_OF_100 + "x100");

  private int nextRoom;
  private int nextMember;

  /**
   * What was measured.
   *
   * @param bytesInLarge the memory of a membership in the room of a million, in bytes
   * @param bytesInSmall the same in a room of 10
   * @param addToLarge how long an add to the room of a million takes, in microseconds
   * @param addToSmall the same for a room of 10
   * @param pageOfLarge how long it takes to read 99 memberships of the room of a million, in
   *     microseconds
   * @param pageOfSmall the same for a room of 100
   */
  record Outcome(
      double bytesInLarge,
      double bytesInSmall,
      double addToLarge,
      double addToSmall,
      double pageOfLarge,
      double pageOfSmall) {}

  Outcome measure() {
    double bytesInLarge = fill(large);
    double bytesInSmall = fill(small);
    forPages.fill(0, 1);
    double[][] micros = new double[4][ROUNDS];
    for (int i = -ROUNDS; i < ROUNDS; i++) { // The first half is warm-up.
      int round = Math.floorMod(i, ROUNDS);
      int first = round * SLICE;
      large.removeBetween(first, first + SLICE);
      small.removeBetween(first, first + SLICE);
      micros[0][round] = micros(SLICE, () -> large.fillBetween(first, first + SLICE));
      micros[1][round] = micros(SLICE, () -> small.fillBetween(first, first + SLICE));
      micros[2][round] = micros(PAGES, this::pagesOfLarge);
      micros[3][round] = micros(PAGES, this::pagesOfSmall);
    }
    return new Outcome(
        bytesInLarge,
        bytesInSmall,
        median(micros[0]),
        median(micros[1]),
        median(micros[2]),
        median(micros[3]));
  }

  /** Fills the rooms, and returns the bytes that each membership takes. */
  private static double fill(Filling filling) {
    long empty = GraphStats.parseInstance(filling.store()).totalSize();
    filling.fill(0, 1);
    long full = GraphStats.parseInstance(filling.store()).totalSize();
    return (full - empty) / (double) filling.size();
  }

  /** From places all over the room. */
  private void pagesOfLarge() {
    for (int i = 0; i < PAGES; i++) {
      nextMember = (nextMember + 611_953) % (large.size() - 2 * PAGE_SIZE);
      require(large, 0, nextMember);
    }
  }

  private void pagesOfSmall() {
    for (int i = 0; i < PAGES; i++) {
      nextRoom = (nextRoom + 6_197) % ROOMS_OF_100;
      require(forPages, nextRoom, null);
    }
  }

  private static void require(Filling filling, int room, @Nullable Integer after) {
    Page<RoomMembership> page =
        filling
            .store()
            .memberships()
            .listByRoom(
                Filling.ACCOUNT,
                Filling.roomId(room),
                after == null ? null : Filling.memberId(after),
                PAGE_SIZE);
    if (page.items().size() != PAGE_SIZE) {
      throw new IllegalStateException("the page is not full");
    }
  }

  private static double micros(int times, Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e3 / times;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
