package io.cordon;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.cordon.action.ResponseAction;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The walls between the rooms. Sibling modules may be jars here, so jars are looked into. */
@AnalyzeClasses(packages = "io.cordon", importOptions = DoNotIncludeTests.class)
class WallsTest {
  private static final Set<Class<?>> CLOCKS =
      Set.of(Clock.class, Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class);

  private static final DescribedPredicate<JavaClass> HANDLERS =
      DescribedPredicate.describe(
          "handlers",
          type ->
              type.getPackageName().startsWith("io.cordon.")
                  && !type.getPackageName()
                      .matches("io\\.cordon\\.(bot|templates|sandbox)(\\..*)?"));

  @ArchTest
  static final ArchRule HANDLERS_KNOW_NEITHER_SLACK_NOR_HTTP =
      noClasses()
          .that(HANDLERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cordon.bot..",
              "io.cordon.templates..",
              "io.cordon.sandbox..",
              "com.slack..",
              "io.javalin..",
              "jakarta..",
              "java.net.http..",
              "com.github.jknack..")
          .because("what Cordon does must not depend on where it is clicked or how it is shown");

  @ArchTest
  static final ArchRule TEMPLATES_KNOW_NEITHER_THE_BOT_NOR_AWS_NOR_HTTP =
      noClasses()
          .that()
          .resideInAPackage("io.cordon.templates..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cordon.bot..",
              "io.cordon.sandbox..",
              "software.amazon..",
              "io.javalin..",
              "com.slack..",
              "java.net.http..")
          .because("a template turns a record into text and reads nothing by itself");

  @ArchTest
  static final ArchRule THE_BOT_DOES_NOT_KNOW_ITS_SANDBOX =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.cordon.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.cordon.sandbox..")
          .because("what runs in production must not need what only plays at it");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_AN_ORDER =
      slices()
          .matching("io.cordon.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a room that can be understood alone needs no room that needs it");

  @ArchTest
  static final ArchRule TIME_COMES_IN_FROM_MAIN =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.cordon.sandbox..")
          .and()
          .doNotHaveFullyQualifiedName("io.cordon.bot.Main")
          .should(callMethodWhere(readsTheSystemClock()))
          .because("whoever reads a clock of its own cannot be tested at another time");

  private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
    return DescribedPredicate.describe(
        "the system's clock is read",
        call ->
            CLOCKS.stream().anyMatch(type -> call.getTargetOwner().isEquivalentTo(type))
                && (call.getName().startsWith("system")
                    || (call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(p -> p.isEquivalentTo(Clock.class)))));
  }

  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.cordon.sandbox..")
          .and()
          .doNotHaveFullyQualifiedName("io.cordon.bot.Main")
          .should(ACCESS_STANDARD_STREAMS)
          .because("the log is data with a form, and what is printed has none");

  @ArchTest
  static final ArchRule ACTIONS_ARE_CLOSED =
      classes()
          .that()
          .areAssignableTo(ResponseAction.class)
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("what an action does is read in one class");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHERE_NULL_MAY_BE =
      classes()
          .should(resideInANullMarkedPackage())
          .because("without the mark NullAway looks away");

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(type, type.getName() + " is in no such package"));
        }
      }
    };
  }

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
      noClasses()
          .should()
          .haveSimpleNameContaining("Util")
          .orShould()
          .haveSimpleNameContaining("Helper")
          .orShould()
          .haveSimpleNameContaining("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .because("such a name fits everything and tells nothing");
}
