package io.cordon.approval;

import static io.cordon.approval.Hall.PLAN;
import static io.cordon.approval.Hall.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.change.Change;
import io.cordon.change.Danger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private final Hall hall = new Hall().asks(Danger.C, 1);

  private Agreement agreement(List<Change> changes) {
    return new Agreement(hall.state(), hall.state().action("A-1").orElseThrow(), changes);
  }

  private String difference(Change... changes) {
    return agreement(List.of(changes)).difference(agreement(PLAN).planned(List.of(), List.of()));
  }

  private static Change needing(Change change, String... needs) {
    return new Change(
        change.id(),
        change.resource(),
        change.attribute(),
        change.before(),
        change.after(),
        change.call(),
        change.reversible(),
        List.of(needs));
  }

  @Test
  void theOrderInWhichAwsListsThingsDoesNotMatter() {
    assertThat(difference(move("c1", "eni-2", "sg-2"), move("c2", "eni-1", "sg-1"))).isEmpty();
  }

  @Test
  void whatAChangeNeedsIsNamedByWhatThatChanges() {
    var one = List.of(move("c1", "vpc-1", "sg-1"), needing(move("c2", "eni-1", "sg-1"), "c1"));
    var other = List.of(needing(move("c1", "eni-1", "sg-1"), "c2"), move("c2", "vpc-1", "sg-1"));

    assertThat(agreement(one).digest()).isEqualTo(agreement(other).digest());
    assertThat(agreement(one).digest())
        .isNotEqualTo(
            agreement(List.of(move("c1", "vpc-1", "sg-1"), move("c2", "eni-1", "sg-1"))).digest());
  }

  @Test
  void aThingThatCameInAdditionIsNamed() {
    assertThat(difference(PLAN.get(0), PLAN.get(1), move("c3", "eni-9", "sg-9")))
        .isEqualTo("eni-9 groups came in addition: sg-9 → sg-0sealed");
  }

  @Test
  void aThingThatIsGoneIsNamed() {
    assertThat(difference(PLAN.get(0)))
        .isEqualTo("eni-2 groups: there is nothing to change any more");
  }

  @Test
  void aThingThatSomebodyChangedIsNamed() {
    assertThat(difference(PLAN.get(0), move("c2", "eni-2", "sg-7")))
        .isEqualTo("eni-2 groups: was sg-2, is sg-7");
  }

  @Test
  void anotherRequestForTheSameHasAnotherDigest() {
    hall.then(Hall.ANN, Hall.request("A-2", "isolate", Danger.C, 1));
    var other = new Agreement(hall.state(), hall.state().action("A-2").orElseThrow(), PLAN);

    assertThat(other.digest()).isNotEqualTo(agreement(PLAN).digest());
    assertThat(other.digest()).hasSize(64);
  }
}
