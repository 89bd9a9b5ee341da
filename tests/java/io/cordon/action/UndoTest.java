package io.cordon.action;

import static io.cordon.action.Switches.denied;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Rig;
import io.cordon.change.Failure;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.Fact;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndoTest {
  private final Scene scene = new Scene();
  private final Switches switches = scene.switches.off("a", "b");

  private String done() {
    var id = scene.request();
    scene.runToTheEnd(id);
    return id;
  }

  private String undo(String id) {
    var undo = scene.request(id);
    scene.runToTheEnd(undo);
    return undo;
  }

  private Failure failure(String id) {
    return Optional.ofNullable(scene.action(id).failure()).orElseThrow();
  }

  @Test
  void turnsEveryChangeBackTheLastOneFirst() {
    var id = done();

    var undo = undo(id);

    assertThat(switches.calls()).containsExactly("a=on", "b=on", "b=off", "a=off");
    assertThat(scene.action(undo).stage()).isEqualTo(Stage.DONE);
    assertThat(scene.action(id).stage()).isEqualTo(Stage.UNDONE);
    assertThat(scene.facts(Fact.ActionUndone.class))
        .containsExactly(new Fact.ActionUndone(id, undo));
  }

  @Test
  void turnsBackToTheValueThatWasSavedWhateverItWas() {
    switches.set("a", "dimmed");

    undo(done());

    assertThat(switches.value("a")).isEqualTo("dimmed");
  }

  @Test
  void changesNothingWhenSomebodyChangedItSince() {
    var id = done();
    switches.set("a", "flickering");

    var undo = undo(id);

    assertThat(switches.calls()).containsExactly("a=on", "b=on");
    assertThat(failure(undo).error()).isEqualTo("Drift");
    assertThat(failure(undo).message()).isEqualTo("a: left as on, found as flickering");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);
    assertThat(scene.action(id).canBeUndone()).isTrue();
  }

  @Test
  void changesNothingWhenItIsGoneOrAwsIsStillAtIt() {
    var id = done();
    switches.isSeenAs("a", new Observation.Lost("a was deleted"));
    assertThat(failure(undo(id)).message()).endsWith("found as a was deleted");

    switches.isSeenAs("a", new Observation.Pending("43 %"));
    assertThat(failure(undo(id)).message()).endsWith("found as 43 %");
    assertThat(switches.calls()).containsExactly("a=on", "b=on");
  }

  @Test
  void leavesAloneWhatIsBackAlready() {
    var id = done();
    switches.set("b", "off");

    undo(id);

    assertThat(switches.calls()).containsExactly("a=on", "b=on", "a=off");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.UNDONE);
  }

  @Test
  void whatIsAllBackAlreadyHoldsNoLonger() {
    var id = done();
    switches.set("a", "off");
    switches.set("b", "off");

    var undo = undo(id);

    assertThat(scene.action(undo).stage()).isEqualTo(Stage.NEEDLESS);
    assertThat(scene.action(id).stage()).isEqualTo(Stage.UNDONE);
    assertThat(switches.calls()).containsExactly("a=on", "b=on");
  }

  @Test
  void turnsBackOnlyWhatWasChanged() {
    switches.failsBefore("b", denied());
    var id = done();
    assertThat(scene.action(id).stage()).isEqualTo(Stage.PARTIAL);

    undo(id);

    assertThat(switches.calls()).containsExactly("a=on", "a=off");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.UNDONE);
  }

  @Test
  void whatWasPartlyTurnedBackCanBeTurnedBackAgain() {
    var id = done();
    switches.failsBefore("a", denied());
    var undo = undo(id);
    assertThat(scene.action(undo).stage()).isEqualTo(Stage.PARTIAL);
    assertThat(scene.action(id).stage()).isEqualTo(Stage.DONE);

    undo(id);

    assertThat(switches.calls()).containsExactly("a=on", "b=on", "b=off", "a=off");
    assertThat(scene.action(id).stage()).isEqualTo(Stage.UNDONE);
  }

  @Test
  void doesNotAskWhetherTheWholeIsAsTheActionWouldMakeIt() {
    var id = done();
    switches.isIncomplete(new Failure("x", "NotAll", "", "", ""));

    var undo = undo(id);

    assertThat(scene.action(undo).stage()).isEqualTo(Stage.DONE);
  }

  @Test
  void aPreviewShowsWhatWouldBeTurnedBackAndChangesNothing() {
    var id = done();

    var plan =
        scene.runner.preview(scene.rig.state(scene.key), Switches.NAME, Rig.WEB, Scene.ANN, id);

    assertThat(plan)
        .isInstanceOfSatisfying(
            Plan.Ready.class,
            ready ->
                assertThat(ready.changes())
                    .extracting(c -> c.resource() + c.before() + c.after())
                    .isEqualTo(List.of("b[on][off]", "a[on][off]")));
    assertThat(switches.calls()).containsExactly("a=on", "b=on");
    assertThat(scene.rig.state(scene.key).actions()).hasSize(1);
  }
}
