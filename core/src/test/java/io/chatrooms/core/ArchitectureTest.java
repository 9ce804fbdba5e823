package io.chatrooms.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the main code depends on, and what it must not use. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.chatrooms.core");

  @Test
  void theMainCodeIsImported() {
    assertThat(CORE.size()).isGreaterThan(60);
    assertThat(CORE.contain("io.chatrooms.core.action.CreateRoomMembership")).isTrue();
    assertThat(CORE.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void itDependsOnNothingButTheJdkAndAnnotations() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.jspecify.annotations",
            "org.immutables.value",
            "io.chatrooms.core..")
        .check(CORE);
  }

  @Test
  void itUsesNoDatabaseAndNoNetwork() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "java.net..", "java.rmi..")
        .check(CORE);
  }

  @Test
  void itsPackagesAreFreeOfCycles() {
    slices().matching("io.chatrooms.core.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void itReadsNoClockButTheHosts() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe("reads the time of the machine", ArchitectureTest::readsTheTime))
        .check(CORE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Date|Calendar|GregorianCalendar|Timer)")
        .check(CORE);
  }

  private static boolean readsTheTime(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String owner = target.getOwner().getFullName();
    String name = target.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      default ->
          owner.startsWith("java.time.")
              && (name.equals("now") || name.startsWith("system") || name.startsWith("tick"));
    };
  }

  @Test
  void staticFieldsAreFinal() {
    fields()
        .that(new Modified(STATIC))
        .and(DescribedPredicate.not(new Modified(SYNTHETIC)))
        .should()
        .beFinal()
        .check(CORE);
  }

  private static final class Modified extends DescribedPredicate<JavaField> {
    private final JavaModifier modifier;

    Modified(JavaModifier modifier) {
      super("are %s", modifier);
      this.modifier = modifier;
    }

    @Override
    public boolean test(JavaField field) {
      return field.getModifiers().contains(modifier);
    }
  }

  @Test
  void exportedTypesExposeNoTypeThatIsNotExported() {
    classes()
        .that()
        .resideOutsideOfPackage("io.chatrooms.core.value")
        .and()
        .arePublic()
        .should(new ExposeNothingOf("io.chatrooms.core.value"))
        .check(CORE);
  }

  /** Checks what a host can see: supertypes, signatures and declared exceptions. */
  private static final class ExposeNothingOf extends ArchCondition<JavaClass> {
    private final String packageName;

    ExposeNothingOf(String packageName) {
      super("expose nothing of %s", packageName);
      this.packageName = packageName;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      Stream<JavaClass> ofType =
          Stream.concat(type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream());
      Stream<JavaClass> ofMembers =
          type.getMembers().stream()
              .filter(ExposeNothingOf::isShown)
              .flatMap(member -> member.getAllInvolvedRawTypes().stream());
      Stream<JavaClass> thrown =
          type.getCodeUnits().stream()
              .filter(ExposeNothingOf::isShown)
              .flatMap((JavaCodeUnit unit) -> unit.getExceptionTypes().stream());
      Stream.of(ofType, ofMembers, thrown)
          .flatMap(types -> types)
          .filter(shown -> shown.getPackageName().startsWith(packageName))
          .distinct()
          .forEach(
              shown ->
                  events.add(
                      SimpleConditionEvent.violated(
                          type, type.getName() + " exposes " + shown.getName())));
    }

    private static boolean isShown(JavaMember member) {
      return member.getModifiers().contains(JavaModifier.PUBLIC)
          || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
  }

  @Test
  void noNameIsMeaningless() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Util|Utils|Helper|Helpers|Manager|Service|UseCase)(\\$.*)?")
        .check(CORE);
  }

  @Test
  void generatedTypesArePackagePrivate() {
    classes()
        .that()
        .haveSimpleNameStartingWith("Immutable")
        .and()
        .areTopLevelClasses()
        .should()
        .bePackagePrivate()
        .check(CORE);
  }
}
