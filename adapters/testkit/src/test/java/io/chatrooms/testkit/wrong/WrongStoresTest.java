package io.chatrooms.testkit.wrong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.chatrooms.testkit.TinyData;
import io.chatrooms.testkit.wrong.WrongStores.Caught;
import io.chatrooms.testkit.wrong.WrongStores.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Every wrong store is caught, every time, by the tests of the promise that it breaks. Wherever a
 * correct store runs the contract, it is shown not to be caught.
 */
class WrongStoresTest {
  private static final int TIMES = Boolean.getBoolean("thorough") ? 20 : 1;
  private static final String PATIENCE = "chatrooms.testkit.patience";
  private static final String EFFORT = "chatrooms.testkit.effort";

  private static @Nullable String usualEffort;

  /** A store and a test that catches it. */
  private record Pair(Kind kind, Caught caught) {
    @Override
    public String toString() {
      return "%s (%s) breaks %s, as %s finds"
          .formatted(classOf(kind).getSimpleName(), kind.wrong(), caught.promise(), caught.test());
    }
  }

  static Stream<Pair> pairs() {
    return WrongStores.all().stream()
        .flatMap(kind -> kind.caught().stream().map(caught -> new Pair(kind, caught)));
  }

  private static Class<?> classOf(Kind kind) {
    return kind.maker().make(new WrongStore.Setup(1, 1, null, new TinyData())).getClass();
  }

  /**
   * A short patience finds a deadlock soon. A search ends with its first find, so a high effort
   * costs nothing, and a slow machine finds the same.
   */
  @BeforeAll
  static void searchLongAndWaitBriefly() {
    usualEffort = System.getProperty(EFFORT);
    System.setProperty(EFFORT, "20");
    System.setProperty(PATIENCE, "5");
  }

  @AfterAll
  static void searchAsUsual() {
    System.clearProperty(PATIENCE);
    if (usualEffort == null) {
      System.clearProperty(EFFORT);
    } else {
      System.setProperty(EFFORT, usualEffort);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isCaughtEveryTime(Pair pair) {
    WrongStoreContract.use(pair.kind.maker());
    for (int i = 0; i < TIMES; i++) {
      String failure = failure(pair.caught.test());
      assertThat(failure).contains(pair.caught.promise() + ":");
      assertThat(failure.contains("did not end within"))
          .as("that an action did not end: %s", failure)
          .isEqualTo(pair.caught.byDeadlock());
    }
  }

  /** The message of the test's failure. */
  private static String failure(String test) {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(WrongStoreContract.class, test))
            .execute();
    results.testEvents().assertStatistics(statistics -> statistics.started(1).failed(1));
    return results.testEvents().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow().getMessage())
        .collect(Collectors.joining());
  }

  @Test
  void everyWrongStoreIsListed() throws Exception {
    URI classes = WrongStores.class.getResource("WrongStores.class").toURI();
    try (Stream<Path> files = Files.list(Path.of(classes).getParent())) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replace(".class", ""))
                  .map(WrongStoresTest::classNamed)
                  .filter(type -> WrongStore.class.equals(type.getSuperclass())))
          .containsExactlyInAnyOrderElementsOf(
              WrongStores.all().stream().<Class<?>>map(WrongStoresTest::classOf).toList());
    }
  }

  private static Class<?> classNamed(String name) {
    try {
      return Class.forName(WrongStores.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
