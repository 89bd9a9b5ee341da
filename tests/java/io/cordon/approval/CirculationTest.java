package io.cordon.approval;

import static io.cordon.approval.Hall.ANN;
import static io.cordon.approval.Hall.BOB;
import static io.cordon.approval.Hall.CAROL;
import static io.cordon.approval.Hall.DAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.change.Danger;
import io.cordon.ledger.CaseKey;
import io.cordon.ledger.Due;
import io.cordon.ledger.Fact;
import io.cordon.work.Mailbag;
import io.cordon.work.Then;
import io.cordon.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CirculationTest {
  private final Rig rig = new Rig();
  private final Hall hall = new Hall();
  private final CaseKey key = rig.open();
  private final Circulation circulation = circulation(rig);

  private Circulation circulation(Rig process) {
    return new Circulation(
        process.table, process.work, process.ledger, hall.authority, process.clock);
  }

  @BeforeEach
  void aRequest() {
    var request =
        new Fact.ActionRequested(
            "A-1",
            "isolate",
            Danger.C,
            Rig.WEB,
            "it talks to C2",
            Map.of(),
            1,
            null,
            Rig.START.plus(Duration.ofMinutes(15)));
    rig.append(key, ANN.actor(), request);
    var action = rig.state(key).action("A-1").orElseThrow();
    rig.append(
        key,
        ANN.actor(),
        new Agreement(rig.state(key), action, Hall.PLAN).planned(List.of(), List.of()));
  }

  private Then tend() {
    return circulation.tend(key, "A-1");
  }

  /** "thread CARD", "U2BOB REMINDER", … */
  private List<String> letters() {
    return rig.mailbag.all().stream()
        .map(Mailbag.Letter::due)
        .filter(Due.Copy.class::isInstance)
        .map(Due.Copy.class::cast)
        .map(copy -> copy.to() + " " + copy.part())
        .sorted()
        .toList();
  }

  private void allAreSent() {
    rig.mailbag.all().forEach(rig.mailbag::sent);
  }

  @Test
  void theThreadAndTheApproversOnCallGetACopy() {
    assertThat(tend()).isEqualTo(new Then.Again(Rig.START.plus(Duration.ofMinutes(5))));

    assertThat(letters()).containsExactly("U2BOB CARD", "thread CARD");
  }

  @Test
  void whereNobodyOnCallApprovesAllApproversGetOne() {
    hall.group("S3", ANN);

    tend();

    assertThat(letters())
        .containsExactly("U2BOB CARD", "U3CAROL CARD", "U4DAN CARD", "thread CARD");
  }

  @Test
  void whoeverAskedGetsNone() {
    hall.group("S2", ANN, CAROL);
    hall.group("S3", ANN);

    tend();

    assertThat(letters()).containsExactly("U3CAROL CARD", "thread CARD");
  }

  @Test
  void theThreadGetsItsCopyThoughSlackDoesNotSayWhoApproves() {
    hall.isSilentAbout("S2");

    assertThat(tend()).isEqualTo(new Then.Again(Rig.START.plus(Duration.ofSeconds(30))));

    assertThat(letters()).containsExactly("thread CARD");
  }

  @Test
  void afterFiveMinutesWhoWasAskedIsRemindedAndAfterTenAllAreAsked() {
    tend();
    allAreSent();
    rig.clock.tick(Duration.ofMinutes(5));

    assertThat(tend()).isEqualTo(new Then.Again(Rig.START.plus(Duration.ofMinutes(10))));
    assertThat(letters())
        .containsExactly("U2BOB CARD", "U2BOB REMINDER", "thread CARD", "thread REMINDER");
    allAreSent();
    rig.clock.tick(Duration.ofMinutes(5));

    assertThat(tend()).isEqualTo(new Then.Again(Rig.START.plus(Duration.ofMinutes(15))));
    assertThat(letters())
        .containsExactly(
            "U2BOB CARD",
            "U2BOB LAST_REMINDER",
            "U3CAROL CARD",
            "U4DAN CARD",
            "thread CARD",
            "thread LAST_REMINDER");
  }

  @Test
  void itExpiresByItselfOnceAndAllCopiesShowIt() {
    tend();
    allAreSent();
    rig.clock.tick(Duration.ofMinutes(15));

    assertThat(tend()).isEqualTo(new Then.Done());
    circulation(rig.anotherProcess()).tend(key, "A-1");

    assertThat(rig.kinds(key)).containsOnlyOnce("action.expired");
    assertThat(letters()).containsExactly("U2BOB CARD", "thread CARD");
  }

  @Test
  void whatIsDecidedIsShownOnAllCopiesByWhicheverProcess() {
    tend();
    allAreSent();
    rig.append(key, BOB.actor(), new Fact.ActionDenied("A-1", "the owner is at it"));

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .contains(new Due.Approval(key, "A-1"));
    assertThat(circulation(rig.anotherProcess()).tend(key, "A-1")).isEqualTo(new Then.Done());
    assertThat(letters()).containsExactly("U2BOB CARD", "thread CARD");
  }

  @Test
  void whatIsDecidedBeforeAnybodyWasAskedAsksNobody() {
    rig.append(key, DAN.actor(), new Fact.ActionDenied("A-1", "the owner is at it"));

    tend();

    assertThat(letters()).isEmpty();
  }

  @Test
  void brokenGlassIsToldInTheChannel() {
    tend();
    allAreSent();
    rig.append(key, ANN.actor(), new Fact.ActionForced("A-1", "d", "nobody answers"));

    tend();

    assertThat(letters()).containsExactly("U2BOB CARD", "channel ALARM", "thread CARD");
  }
}
