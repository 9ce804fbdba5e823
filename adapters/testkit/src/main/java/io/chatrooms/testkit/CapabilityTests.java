package io.chatrooms.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reports what is not tested, since the store does not declare that it can do it. */
interface CapabilityTests {
  /** A skipped test for each capability that is not declared. */
  @TestFactory
  @DisplayName("Not tested, since not declared")
  default Stream<DynamicTest> notDeclared() {
    Map<Class<?>, String> capabilities = new LinkedHashMap<>();
    capabilities.put(CanBeCutOff.class, "Promise 11");
    capabilities.put(SurvivesRestart.class, "Promise 8, after a restart");
    capabilities.put(SeveralInstances.class, "Promises 1 to 10, on several instances");
    capabilities.put(JoinsTransactions.class, "Promises 2 and 8, in a transaction of the host");
    capabilities.put(MembersElsewhere.class, "Promises 3, 5, 7 and 10, with members elsewhere");
    return capabilities.entrySet().stream()
        .filter(capability -> !capability.getKey().isInstance(this))
        .map(
            capability ->
                "%s: not tested: the store does not declare %s"
                    .formatted(capability.getValue(), capability.getKey().getSimpleName()))
        .map(report -> DynamicTest.dynamicTest(report, () -> skip(report)));
  }

  /** Surefire prints how many tests are skipped, and not why. */
  private static void skip(String report) {
    System.out.println(report);
    Assumptions.abort(report);
  }
}
