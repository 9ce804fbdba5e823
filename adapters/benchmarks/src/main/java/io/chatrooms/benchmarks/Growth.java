package io.chatrooms.benchmarks;

import io.chatrooms.core.membership.RoomMembership;
import io.chatrooms.core.store.Page;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openjdk.jol.info.GraphStats;

/**
 * As many memberships in one room as in rooms of 10: the memory of both, and whether the large room
 * is slower than the small ones.
 */
final class Growth {
  private static final int ROUNDS = 200;

  private static final int PAGES = 200;
  private static final int PAGE_SIZE = 99;

  private final Filling large;
  private final Filling small;

  /** As many memberships and users as the large one has, so that caches help both alike. */
  private final Filling forPages;

  private final int roomsForPages;

  /** Each slice of the memberships is removed, and added again, which is measured. */
  private final int slice;

  private int nextRoom;
  private int nextMember;

  Growth(int memberships) {
    large = Filling.of("1x" + memberships);
    small = Filling.of(memberships / 10 + "x10");
    roomsForPages = memberships / 100;
    forPages = Filling.withManyUsers(roomsForPages, 100);
    slice = memberships / (5 * ROUNDS);
  }

  /**
   * What was measured.
   *
   * @param bytesInLarge the memory of a membership in the large room, in bytes
   * @param bytesInSmall the same in a room of 10
   * @param addToLarge how long an add to the large room takes, in microseconds
   * @param addToSmall the same for a room of 10
   * @param pageOfLarge how long it takes to read 99 memberships of the large room, in microseconds
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
      int first = round * slice;
      large.removeBetween(first, first + slice);
      small.removeBetween(first, first + slice);
      micros[0][round] = micros(slice, () -> large.fillBetween(first, first + slice));
      micros[1][round] = micros(slice, () -> small.fillBetween(first, first + slice));
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
      nextRoom = (nextRoom + 6_197) % roomsForPages;
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
