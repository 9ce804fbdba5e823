package io.chatrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A public type is one that a store's author or a host extends or calls. */
class PublicTypesTest {
  @Test
  void whatIsPublicIsMeantToBe() throws Exception {
    assertThat(types().filter(PublicTypesTest::isAccessible).map(Class::getName))
        .containsExactlyInAnyOrder(
            StoreContract.class.getName(),
            SurvivesRestart.class.getName(),
            SeveralInstances.class.getName(),
            JoinsTransactions.class.getName(),
            JoinsTransactions.HostTransaction.class.getName(),
            MembersElsewhere.class.getName(),
            CanBeCutOff.class.getName(),
            DomainArbitraries.class.getName(),
            World.class.getName(),
            MembershipRequest.class.getName(),
            RoomRequest.class.getName(),
            FailingStore.class.getName(),
            FailingStore.Failure.class.getName(),
            RuleCase.class.getName(),
            RuleCase.Request.class.getName(),
            RuleCase.Runner.class.getName());
  }

  @Test
  void aStoresTestInheritsNoConstant() {
    assertThat(StoreContract.class.getFields()).isEmpty();
  }

  private static Stream<Class<?>> types() throws IOException, ReflectiveOperationException {
    Path classes =
        Path.of(StoreContract.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<String> names;
    try (Stream<Path> files = Files.walk(classes.resolve("io/chatrooms/testkit"))) {
      names =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.contains("-info"))
              .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
              .toList();
    }
    Stream.Builder<Class<?>> types = Stream.builder();
    for (String name : names) {
      types.add(Class.forName(name));
    }
    return types.build();
  }

  private static boolean isAccessible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isAccessible(type.getEnclosingClass()));
  }
}
