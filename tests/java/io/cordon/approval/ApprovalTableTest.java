package io.cordon.approval;

import static io.cordon.approval.Hall.ANN;
import static io.cordon.approval.Hall.ASKED;
import static io.cordon.approval.Hall.BOB;
import static io.cordon.approval.Hall.CAROL;
import static io.cordon.approval.Hall.DAN;
import static io.cordon.approval.Hall.EVE;
import static io.cordon.approval.Hall.EXPIRES;
import static io.cordon.approval.Hall.KEY;
import static io.cordon.approval.Hall.OBJECT;
import static io.cordon.approval.Hall.PLAN;
import static io.cordon.approval.Hall.move;
import static io.cordon.approval.Hall.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.findings.Severity;
import io.cordon.ledger.Fact;
import io.cordon.people.Directory.Profile;
import io.cordon.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule about who may have what run, one row each. */
class ApprovalTableTest {
  private static final Instant SOON = ASKED.plusSeconds(60);
  private static final Policy POLICY =
      new Policy(
          Map.of(Danger.C, 1, Danger.D, 2),
          Map.of("999900001111", Map.of(Danger.C, 3)),
          Map.of(Severity.CRITICAL, Map.of(Danger.C, 2)),
          Duration.ofMinutes(15));
  private static final String WHY = "agreed with the owner of the server";
  private static final Attempt APPROVE = new Attempt.Approve("");
  private static final Attempt DENY = new Attempt.Deny("the owner is looking already");
  private static final Attempt WITHDRAW = new Attempt.Withdraw();
  private static final Attempt FORCE =
      new Attempt.Force(KEY.text(), "nobody answers and the data is leaving right now");

  /**
   * A row.
   *
   * @param scene what was before
   * @param by who tries it
   * @param at when
   * @param comesTo the verdict in words: "approves 0", "own-request", "voids", …
   */
  record Row(
      String name,
      UnaryOperator<Hall> scene,
      Attempt attempt,
      Person by,
      Instant at,
      String comesTo) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(
      String name, UnaryOperator<Hall> scene, Attempt attempt, Person by, String comesTo) {
    return new Row(name, scene, attempt, by, SOON, comesTo);
  }

  private static Row late(String name, Attempt attempt, Person by, Instant at, String comesTo) {
    return new Row(name, h -> h.asks(Danger.C, 1), attempt, by, at, comesTo);
  }

  private static Row people(String name, Consumer<Hall> change, Person by, String comesTo) {
    return row(
        name,
        h -> {
          h.asks(Danger.C, 1);
          change.accept(h);
          return h;
        },
        APPROVE,
        by,
        comesTo);
  }

  private static Hall c(Hall hall) {
    return hall.asks(Danger.C, 1);
  }

  private static Hall d(Hall hall) {
    return hall.asks(Danger.D, 2);
  }

  static Stream<Row> rows() {
    return Stream.of(counting(), standing(), time(), drift(), ending(), glass())
        .flatMap(List::stream);
  }

  private static List<Row> counting() {
    return List.of(
        row("one approval suffices for C", ApprovalTableTest::c, APPROVE, BOB, "approves 0"),
        row(
            "the first of two for D leaves one missing",
            ApprovalTableTest::d,
            new Attempt.Approve(WHY),
            BOB,
            "approves 1"),
        row(
            "the second of two for D suffices",
            h -> d(h).approvedBy(BOB, 1),
            new Attempt.Approve(WHY),
            CAROL,
            "approves 0"),
        row("D wants a reason", ApprovalTableTest::d, APPROVE, BOB, "no-reason"),
        row(
            "a reason of blanks is none",
            ApprovalTableTest::d,
            new Attempt.Approve("  yes      "),
            BOB,
            "no-reason"),
        row(
            "evidence that needs one is approved without more",
            h -> h.asks(Danger.E, 1),
            APPROVE,
            CAROL,
            "approves 0"),
        row(
            "nobody approves their own request",
            ApprovalTableTest::c,
            APPROVE,
            ANN,
            "not-approver"),
        people("not even as an approver", h -> h.group("S2", ANN, BOB), ANN, "own-request"),
        row(
            "each person counts once",
            h -> d(h).approvedBy(BOB, 1),
            new Attempt.Approve(WHY),
            BOB,
            "already-counted"),
        row(
            "the second approver of one is told who was first",
            h -> c(h).approvedBy(BOB, 0),
            APPROVE,
            CAROL,
            "already-approved"),
        row(
            "the same approver again, after it suffices",
            h -> c(h).approvedBy(BOB, 0),
            APPROVE,
            BOB,
            "already-approved"),
        row(
            "when the case got critical, more must agree",
            h -> critical(c(h)),
            APPROVE,
            BOB,
            "approves 1"),
        row(
            "and the second then suffices",
            h -> critical(c(h)).approvedBy(BOB, 1),
            APPROVE,
            CAROL,
            "approves 0"),
        row(
            "a milder policy does not lower what was asked for",
            h -> h.asks(Danger.C, 3),
            APPROVE,
            BOB,
            "approves 2"),
        row(
            "what runs without approval waits for none",
            h -> h.then(ANN, request(Danger.C, 0)),
            APPROVE,
            BOB,
            "no-request"),
        row(
            "what is not planned yet cannot be approved",
            h -> h.then(ANN, request(Danger.C, 1)),
            APPROVE,
            BOB,
            "no-request"),
        row("there is no such request", h -> h, APPROVE, BOB, "no-request"));
  }

  private static Hall critical(Hall hall) {
    return hall.then(BOB, Findings.of(Severity.CRITICAL));
  }

  private static List<Row> standing() {
    return List.of(
        people("a responder is no approver", _ -> {}, ANN, "not-approver"),
        people("a member of no group", _ -> {}, EVE, "not-approver"),
        people(
            "removed from the group since the request",
            h -> h.group("S2", CAROL),
            BOB,
            "not-approver"),
        people("put into the group since the request", h -> h.group("S2", EVE), EVE, "approves 0"),
        people("the group is empty", h -> h.group("S2"), BOB, "not-approver"),
        people("the group cannot be read", h -> h.isSilentAbout("S2"), BOB, "people-unreadable"),
        people(
            "the person cannot be read", h -> h.isSilentAbout(BOB.id()), BOB, "people-unreadable"),
        people(
            "a guest",
            h -> h.profile(new Profile(BOB.id(), "T1", true, false, false)),
            BOB,
            "guest"),
        people(
            "a bot", h -> h.profile(new Profile(BOB.id(), "T1", false, true, false)), BOB, "guest"),
        people(
            "deactivated since",
            h -> h.profile(new Profile(BOB.id(), "T1", false, false, true)),
            BOB,
            "guest"),
        people(
            "sent from another workspace", _ -> {}, new Person(BOB.id(), "T2", "bob"), "foreign"),
        people(
            "an account of another workspace",
            h -> h.profile(new Profile(BOB.id(), "T2", false, false, false)),
            BOB,
            "foreign"));
  }

  private static List<Row> time() {
    return List.of(
        late("a second before it expires", APPROVE, BOB, EXPIRES.minusSeconds(1), "approves 0"),
        late("at the instant at which it expires", APPROVE, BOB, EXPIRES, "request-expired"),
        late("an hour later", APPROVE, BOB, EXPIRES.plusSeconds(3600), "request-expired"),
        late("too late to deny", DENY, BOB, EXPIRES, "request-expired"),
        late("too late to withdraw", WITHDRAW, ANN, EXPIRES, "request-expired"),
        late("too late to break the glass", FORCE, ANN, EXPIRES, "request-expired"),
        row(
            "the ledger has told that it expired",
            h -> c(h).then(ANN, new Fact.ActionExpired("A-1")),
            APPROVE,
            BOB,
            "request-expired"));
  }

  private static List<Row> drift() {
    return List.of(
        row(
            "a repeat of the finding changes nothing",
            h -> c(h).then(BOB, Findings.of(Severity.LOW)),
            APPROVE,
            BOB,
            "approves 0"),
        row(
            "a note changes nothing",
            h -> c(h).then(DAN, new Fact.CaseNoted("hm")),
            APPROVE,
            BOB,
            "approves 0"),
        row(
            "that somebody takes the case changes nothing",
            h -> c(h).then(DAN, new Fact.CaseAcknowledged()),
            APPROVE,
            BOB,
            "approves 0"),
        row(
            "evidence that is collected meanwhile changes nothing",
            h -> changed(c(h), "A-2", Danger.E),
            APPROVE,
            BOB,
            "approves 0"),
        row(
            "another action has changed the target",
            h -> changed(c(h), "A-2", Danger.C),
            APPROVE,
            BOB,
            "voids"),
        row(
            "the case was closed",
            h -> c(h).then(DAN, new Fact.CaseClosed("benign", "")),
            APPROVE,
            BOB,
            "voids"),
        row(
            "what changed the target before it was asked for is known",
            h ->
                changed(h.then(DAN, request("A-9", "other", Danger.C, 0)), "A-2", Danger.C)
                    .then(ANN, request(Danger.C, 1))
                    .planned("A-1", PLAN),
            APPROVE,
            BOB,
            "approves 0"));
  }

  private static Hall changed(Hall hall, String id, Danger danger) {
    return hall.then(
        DAN,
        request(id, "other", danger, 0),
        new Fact.ActionStarted(id, List.of(move("c1", "eni-3", "sg-3")), OBJECT, List.of()),
        new Fact.ChangeApplied(id, "c1", List.of("sg-0sealed"), "r"));
  }

  private static List<Row> ending() {
    return List.of(
        row("an approver denies", ApprovalTableTest::c, DENY, BOB, "denies"),
        row(
            "denying wants a reason",
            ApprovalTableTest::c,
            new Attempt.Deny("no"),
            BOB,
            "no-reason"),
        row("a responder cannot deny", ApprovalTableTest::c, DENY, ANN, "not-approver"),
        row(
            "whoever approved may change their mind while it waits",
            h -> d(h).approvedBy(BOB, 1),
            DENY,
            BOB,
            "denies"),
        row(
            "too late to deny what goes on",
            h -> c(h).approvedBy(BOB, 0),
            DENY,
            CAROL,
            "already-approved"),
        row(
            "what is denied cannot be approved",
            h -> c(h).then(BOB, new Fact.ActionDenied("A-1", "no")),
            APPROVE,
            CAROL,
            "request-ended"),
        row("whoever asked takes it back", ApprovalTableTest::c, WITHDRAW, ANN, "withdraws"),
        row("nobody else does", ApprovalTableTest::c, WITHDRAW, BOB, "not-requester"),
        row(
            "whoever asked takes it back though no responder any more",
            h -> {
              h.group("S1", BOB);
              return c(h);
            },
            WITHDRAW,
            ANN,
            "withdraws"),
        row(
            "what is taken back cannot be approved",
            h -> c(h).then(ANN, new Fact.ActionWithdrawn("A-1")),
            APPROVE,
            BOB,
            "request-ended"),
        row(
            "what goes on cannot be taken back",
            h -> c(h).approvedBy(BOB, 0),
            WITHDRAW,
            ANN,
            "already-approved"),
        row(
            "what is void cannot be approved",
            h -> c(h).then(BOB, new Fact.ActionVoided("A-1", "x")),
            APPROVE,
            CAROL,
            "request-void"),
        row(
            "what failed after it was approved is not approved again",
            h -> c(h).approvedBy(BOB, 0).then(ANN, new Fact.ActionFailed("A-1", failure("plan"))),
            APPROVE,
            CAROL,
            "already-approved"));
  }

  private static Failure failure(String call) {
    return new Failure(call, "NoRecord", "", "", "id");
  }

  private static List<Row> glass() {
    return List.of(
        row("whoever asked breaks the glass", ApprovalTableTest::c, FORCE, ANN, "forces"),
        row("another responder breaks the glass", ApprovalTableTest::d, FORCE, BOB, "forces"),
        row(
            "an approver who is no responder does not",
            ApprovalTableTest::c,
            FORCE,
            CAROL,
            "not-responder"),
        row("a stranger does not", ApprovalTableTest::c, FORCE, EVE, "not-responder"),
        row(
            "the case's name must be typed",
            ApprovalTableTest::c,
            new Attempt.Force("IR-2026-043", "nobody answers and the data is leaving right now"),
            ANN,
            "wrong-key"),
        row(
            "the reason must be long",
            ApprovalTableTest::c,
            new Attempt.Force(KEY.text(), "nobody answers"),
            ANN,
            "no-reason"),
        row(
            "what is denied is not forced",
            h -> c(h).then(BOB, new Fact.ActionDenied("A-1", "no")),
            FORCE,
            ANN,
            "request-ended"),
        row(
            "what is void is not forced",
            h -> c(h).then(DAN, new Fact.CaseClosed("benign", "")),
            FORCE,
            ANN,
            "voids"),
        row(
            "the glass breaks once",
            h -> c(h).then(ANN, new Fact.ActionForced("A-1", "d", "x")),
            FORCE,
            BOB,
            "already-approved"),
        row(
            "what goes on anyway needs no breaking",
            h -> c(h).approvedBy(BOB, 0),
            FORCE,
            ANN,
            "already-approved"),
        row(
            "what waits for the record alone may be forced",
            h ->
                c(h).approvedBy(BOB, 0).then(ANN, new Fact.ActionWaiting("A-1", failure("record"))),
            FORCE,
            ANN,
            "forces"),
        row(
            "what waits for the record and needs no approval may be forced",
            h ->
                h.then(ANN, request(Danger.C, 0), new Fact.ActionWaiting("A-1", failure("record"))),
            FORCE,
            ANN,
            "forces"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void decides(Row row) {
    var hall = row.scene().apply(new Hall());
    var standing = hall.authority.standing(row.by(), row.attempt().role());

    var verdict =
        new Approval(POLICY).verdict(row.attempt(), hall.state(), "A-1", standing, row.at());

    assertThat(inWords(verdict)).isEqualTo(row.comesTo());
  }

  private static String inWords(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Approves a -> "approves " + a.missing();
      case Verdict.Denies _ -> "denies";
      case Verdict.Withdraws _ -> "withdraws";
      case Verdict.Forces _ -> "forces";
      case Verdict.Voids v -> v.difference().isEmpty() ? "voids for no reason" : "voids";
      case Verdict.Refuses r -> r.refusal().reason().word();
    };
  }
}
