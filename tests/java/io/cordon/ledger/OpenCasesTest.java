package io.cordon.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Scope;
import io.cordon.findings.Severity;
import io.cordon.table.Item;
import io.cordon.table.Write;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenCasesTest {
  private static final Actor ANN = Actor.person("U1", "Ann");

  private final Rig rig = new Rig();
  private final OpenCases cases = new OpenCases(rig.table);

  private List<Item> rows() {
    return rig.table.query(OpenCase.PARTITION, "", "");
  }

  @Test
  void aCaseIsListedFromItsFirstEntryOn() {
    var key = rig.open();

    assertThat(cases.all())
        .containsExactly(
            new OpenCase(
                key,
                Severity.INFORMATIONAL,
                "by hand",
                Rig.WEB.id(),
                Rig.WEB.account(),
                Rig.WEB.region(),
                Rig.START,
                null,
                0));
  }

  @Test
  void tellsWhoLooksAfterIt() {
    var key = rig.open();
    rig.append(key, ANN, new Fact.CaseAcknowledged());
    assertThat(cases.all()).extracting(OpenCase::owner).containsExactly("U1");

    rig.append(key, ANN, new Fact.CaseAssigned("U2"));
    assertThat(cases.all()).extracting(OpenCase::owner).containsExactly("U2");
  }

  @Test
  void countsTheActionsThatWait() {
    var key = rig.open();
    rig.append(
        key,
        ANN,
        new Fact.ActionRequested(
            "A-1", "isolate", Danger.C, Rig.WEB, "because of it", Map.of(), 1, null),
        new Fact.ActionRequested(
            "A-2", "snapshot", Danger.E, Rig.WEB, "because of it", Map.of(), 0, null));
    assertThat(cases.all()).extracting(OpenCase::waiting).containsExactly(1);

    rig.append(
        key, ANN, new Fact.ActionWaiting("A-2", new Failure("record", "NoRecord", "", "", "id")));
    assertThat(cases.all()).extracting(OpenCase::waiting).containsExactly(2);
  }

  @Test
  void whatChangesNothingInTheRowDoesNotWriteIt() {
    var key = rig.open();
    var version = rows().getFirst().version();

    rig.append(key, ANN, new Fact.CaseNoted("still here"));

    assertThat(rows().getFirst().version()).isEqualTo(version);
  }

  @Test
  void aClosedCaseIsNotListedAndItsRowGoes() {
    var key = rig.open();
    var other = rig.open();
    rig.append(key, ANN, new Fact.CaseClosed("benign", ""));

    assertThat(cases.all()).extracting(OpenCase::key).containsExactly(other);
    assertThat(rows()).hasSize(1);
  }

  @Test
  void aCaseThatIsOpenedAgainIsListedAgain() {
    var key = rig.open();
    rig.append(key, ANN, new Fact.CaseClosed("benign", ""));
    assertThat(cases.all()).isEmpty();

    rig.append(key, ANN, new Fact.CaseReopened("there is more"));

    assertThat(cases.all()).extracting(OpenCase::key).containsExactly(key);
  }

  @Test
  void aCaseOpenedAgainWhileItsRowIsRemovedStays() {
    var key = rig.open();
    rig.append(key, ANN, new Fact.CaseClosed("benign", ""));
    rig.table.contend(1);

    assertThat(cases.all()).isEmpty();

    assertThat(rows()).hasSize(1);
  }

  @Test
  void aCaseIsFoundByItsCardAsLongAsItIsOpen() {
    var key = rig.open();
    rig.open();
    assertThat(cases.at("C1", "1.2")).isEmpty();

    rig.append(key, ANN, new Fact.CardPosted("C1", "1.2"));

    assertThat(cases.at("C1", "1.2")).contains(key);
    assertThat(cases.at("C2", "1.2")).isEmpty();
    rig.append(key, ANN, new Fact.CaseClosed("benign", ""));
    assertThat(cases.at("C1", "1.2")).isEmpty();
  }

  @Test
  void aRowFromBeforeRowsToldOfCardsIsOnNoMessage() {
    rig.open();
    var row = rows().getFirst();
    rig.table.write(List.of(new Write.Replace(row.without("card"))));

    assertThat(cases.at("", "")).isEmpty();
    assertThat(cases.all()).hasSize(1);
  }

  @Test
  void aCaseOpenedByHandTellsWhereItIsWithoutATarget() {
    var scope = new Scope("111122223333", "eu-west-1");
    var told = new Fact.CaseOpened("a lost laptop", null, scope, Severity.HIGH);
    rig.ledger.correlate(
        List.of(), _ -> true, state -> Decision.of(Actor.CORDON, state.key(), told));

    assertThat(cases.all())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.severity()).isEqualTo(Severity.HIGH);
          assertThat(one.resource()).isEmpty();
          assertThat(one.account()).isEqualTo(scope.account());
          assertThat(one.region()).isEqualTo(scope.region());
        });
  }
}
