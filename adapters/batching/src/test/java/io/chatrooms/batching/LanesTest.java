package io.chatrooms.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrooms.core.account.AccountId;
import io.chatrooms.core.store.StoreBrokenException;
import io.chatrooms.core.store.StoreException;
import io.chatrooms.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first caller is on its way until the test lets it return; meanwhile the others arrive. */
class LanesTest {
  private static final AccountId ACCOUNT = new AccountId("account");
  private static final long LONG = TimeUnit.MINUTES.toNanos(2);

  /** Answers n with -n, after the first question has been let go. */
  private static final class Answers implements Lanes.Statement<Integer, Integer> {
    private final CountDownLatch first = new CountDownLatch(1);
    private final Queue<List<Integer>> asked = new ConcurrentLinkedQueue<>();
    private final boolean read;
    private Supplier<List<Integer>> together = List::of;

    Answers(boolean read) {
      this.read = read;
    }

    @Override
    public boolean isRead() {
      return read;
    }

    @Override
    public Integer alone(Integer n) {
      asked.add(List.of(n));
      if (n == 0) {
        await(first);
      }
      if (n == 13) {
        throw new IllegalStateException("13");
      }
      return -n;
    }

    @Override
    public List<Integer> together(AccountId accountId, List<Integer> questions) {
      asked.add(questions);
      List<Integer> instead = together.get();
      return instead.isEmpty() ? questions.stream().map(n -> -n).toList() : instead;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final Answers answers = new Answers(false);
  private Lanes<Integer, Integer> lanes = new Lanes<>(new Lanes.Limits(64, 1, LONG), answers);
  private final List<Thread> threads = new ArrayList<>();

  private CompletableFuture<Integer> asks(int n) {
    return asks(ACCOUNT, n);
  }

  private CompletableFuture<Integer> asks(AccountId account, int n) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(lanes.ask(account, n));
              } catch (Throwable e) {
                answer.completeExceptionally(e);
              }
            });
    threads.add(thread);
    thread.start();
    return answer;
  }

  /** Asks for 0, which is on its way, and then for 1 and so on, who wait in this order. */
  private List<CompletableFuture<Integer>> waiting(int callers) {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int n = 0; n <= callers; n++) {
      all.add(asks(n));
      awaitParked(threads.get(n));
    }
    return all;
  }

  private static void awaitParked(Thread thread) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(System.nanoTime() - end).as("the thread does not wait").isNegative();
      Thread.onSpinWait();
    }
  }

  private static Integer get(CompletableFuture<Integer> answer) throws Exception {
    try {
      return answer.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Test
  void whoIsAloneGoesAtOnceAndAlone() {
    assertThat(lanes.ask(ACCOUNT, 1)).isEqualTo(-1);
    assertThat(lanes.ask(ACCOUNT, 2)).isEqualTo(-2);
    assertThat(answers.asked).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whoArrivesMeanwhileAsksTogetherWithTheOthers() throws Exception {
    List<CompletableFuture<Integer>> all = waiting(3);
    answers.first.countDown();
    for (int n = 0; n <= 3; n++) {
      assertThat(get(all.get(n))).isEqualTo(-n);
    }
    assertThat(answers.asked).containsExactly(List.of(0), List.of(1, 2, 3));
  }

  @Test
  void aGroupHasALargestSize() throws Exception {
    lanes = new Lanes<>(new Lanes.Limits(2, 1, LONG), answers);
    List<CompletableFuture<Integer>> all = waiting(5);
    answers.first.countDown();
    for (CompletableFuture<Integer> answer : all) {
      get(answer);
    }
    assertThat(answers.asked).containsExactly(List.of(0), List.of(1, 2), List.of(3, 4), List.of(5));
  }

  @Test
  void aLaneHasRoomForSeveralGroups() throws Exception {
    lanes = new Lanes<>(new Lanes.Limits(64, 2, LONG), answers);
    CompletableFuture<Integer> first = asks(0);
    awaitParked(threads.get(0));
    assertThat(lanes.ask(ACCOUNT, 1)).isEqualTo(-1);
    answers.first.countDown();
    assertThat(get(first)).isZero();
  }

  @Test
  void accountsDoNotWaitForEachOther() throws Exception {
    CompletableFuture<Integer> first = asks(0);
    awaitParked(threads.get(0));
    assertThat(lanes.ask(new AccountId("another"), 1)).isEqualTo(-1);
    answers.first.countDown();
    assertThat(get(first)).isZero();
  }

  @Test
  void ifASharedStatementFailsAndChangedNothingEachAsksAgainAlone() throws Exception {
    for (RuntimeException failure :
        List.of(
            new StoreUnavailableException("lock", false, null),
            new StoreBrokenException("row", false, null),
            new IllegalArgumentException("stamp"))) {
      answers.asked.clear();
      threads.clear();
      LanesTest another = new LanesTest();
      another.answers.together = () -> raise(failure);
      List<CompletableFuture<Integer>> all = another.waiting(2);
      CompletableFuture<Integer> bad = another.asks(13);
      awaitParked(another.threads.get(3));
      another.answers.first.countDown();
      assertThat(get(all.get(1))).isEqualTo(-1);
      assertThat(get(all.get(2))).isEqualTo(-2);
      assertThatThrownBy(() -> get(bad)).isInstanceOf(IllegalStateException.class);
      assertThat(another.answers.asked).contains(List.of(1, 2, 13));
    }
  }

  private static List<Integer> raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void ifTheOutcomeIsUnknownEachIsToldSo() throws Exception {
    for (Throwable failure :
        List.of(
            new StoreUnavailableException("commit", true, null),
            new StoreBrokenException("commit", true, null),
            new IllegalStateException("a fault"),
            new StackOverflowError())) {
      LanesTest another = new LanesTest();
      another.answers.together = () -> raise(failure);
      List<CompletableFuture<Integer>> all = another.waiting(3);
      another.answers.first.countDown();
      List<Throwable> told = new ArrayList<>();
      for (CompletableFuture<Integer> answer : all.subList(1, 4)) {
        assertThatThrownBy(() -> get(answer))
            .isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.outcomeUnknown()).isTrue())
            .isInstanceOf(
                failure instanceof StoreUnavailableException
                    ? StoreUnavailableException.class
                    : StoreBrokenException.class)
            .satisfies(told::add);
      }
      assertThat(told).doesNotHaveDuplicates();
      assertThat(another.lanes.ask(ACCOUNT, 5)).as("the lane is free").isEqualTo(-5);
    }
  }

  @Test
  void aReadIsAskedAgainWhateverHappened() throws Exception {
    Answers reads = new Answers(true);
    reads.together = () -> raise(new StackOverflowError());
    lanes = new Lanes<>(new Lanes.Limits(64, 1, LONG), reads);
    List<CompletableFuture<Integer>> all = waiting(2);
    reads.first.countDown();
    for (int n = 0; n <= 2; n++) {
      assertThat(get(all.get(n))).isEqualTo(-n);
    }
  }

  @Test
  void tooFewAnswersAreAFaultOfTheStore() {
    answers.together = () -> List.of(-1);
    List<CompletableFuture<Integer>> all = waiting(2);
    answers.first.countDown();
    assertThatThrownBy(() -> get(all.get(2)))
        .isInstanceOf(StoreBrokenException.class)
        .rootCause()
        .hasMessage("The store answered 1 of 2 questions");
  }

  @Test
  void whoHasWaitedTooLongGoesAlone() throws Exception {
    lanes = new Lanes<>(new Lanes.Limits(64, 1, TimeUnit.MILLISECONDS.toNanos(1)), answers);
    CompletableFuture<Integer> first = asks(0);
    awaitParked(threads.get(0));
    assertThat(lanes.ask(ACCOUNT, 1)).isEqualTo(-1);
    assertThat(first).isNotDone();
    answers.first.countDown();
    assertThat(get(first)).isZero();
  }

  @Test
  void whoIsInterruptedWhileItWaitsGoesAloneAndKeepsItsFlag() throws Exception {
    CompletableFuture<Integer> first = asks(0);
    awaitParked(threads.get(0));
    Thread.currentThread().interrupt();
    assertThat(lanes.ask(ACCOUNT, 1)).isEqualTo(-1);
    assertThat(Thread.interrupted()).isTrue();
    answers.first.countDown();
    assertThat(get(first)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void everybodyIsAnsweredUnderLoad(int groups) throws Exception {
    Answers many = new Answers(false);
    lanes = new Lanes<>(new Lanes.Limits(5, groups, Duration.ofMillis(5).toNanos()), many);
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int thread = 1; thread <= 16; thread++) {
      int of = thread;
      CompletableFuture<Integer> done = new CompletableFuture<>();
      all.add(done);
      new Thread(
              () -> {
                try {
                  for (int n = 1; n <= 500; n++) {
                    int question = 14 + of * 1_000 + n;
                    assertThat(lanes.ask(ACCOUNT, question)).isEqualTo(-question);
                  }
                  done.complete(of);
                } catch (Throwable e) {
                  done.completeExceptionally(e);
                }
              })
          .start();
    }
    for (CompletableFuture<Integer> done : all) {
      get(done);
    }
    assertThat(many.asked.stream().flatMap(List::stream).sorted())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 16)
                .flatMap(of -> IntStream.rangeClosed(1, 500).map(n -> 14 + of * 1_000 + n))
                .boxed()
                .toList());
    assertThat(many.asked).allMatch(group -> group.size() <= 5);
    assertThat(lanes.areEmpty()).isTrue();
  }
}
