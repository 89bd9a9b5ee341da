package io.cordon.sandbox.slack;

import static io.cordon.sandbox.slack.SecurityTeam.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.sandbox.slack.schema.SendsMistakes;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewMethodsTest {
  private static final String MODAL = "{'type':'modal','title':" + plain("Title") + ",'blocks':[]}";
  private static final String HOME = "{'type':'home','blocks':[]}";

  private final FakeApp app;
  private final Desk desk;
  private final Hand alice;

  ViewMethodsTest() throws Exception {
    app = new FakeApp();
    desk = new Desk(SecurityTeam.reaching(app.address()));
    alice = desk.workspace.as(ALICE);
  }

  @BeforeEach
  void noLimits() {
    desk.workspace.limitRates(false);
  }

  @AfterEach
  void close() {
    desk.close();
    app.close();
  }

  @Test
  void opensAModalForTheOneWhoseTriggerItIs() throws Exception {
    desk.done("views.open", opening(trigger(), MODAL));

    assertThat(alice.modal().orElseThrow().title()).isEqualTo("Title");
    assertThat(desk.workspace.as("U0BOB").modal()).isEmpty();
  }

  @Test
  void takesATriggerForThreeSecondsAndNoLonger() throws Exception {
    var early = trigger();
    var late = trigger();
    desk.clock.pass(Duration.ofSeconds(3));
    assertThat(desk.error("views.open", opening(early, MODAL))).isEmpty();

    desk.clock.pass(Duration.ofMillis(1));
    assertThat(desk.error("views.open", opening(late, MODAL))).isEqualTo("expired_trigger_id");
  }

  @Test
  void takesATriggerOnce() throws Exception {
    var trigger = trigger();
    desk.done("views.open", opening(trigger, MODAL));

    assertThat(desk.error("views.open", opening(trigger, MODAL))).isEqualTo("exchanged_trigger_id");
    assertThat(desk.error("views.open", opening("1.2.abc", MODAL))).isEqualTo("invalid_trigger_id");
  }

  @Test
  @SendsMistakes
  void refusesABadViewAndLeavesTheTriggerGood() throws Exception {
    var trigger = trigger();
    var bad = MODAL.replace("Title", "A title of 25 characters.");

    assertThat(desk.error("views.open", opening(trigger, bad))).isEqualTo("invalid_arguments");
    assertThat(desk.error("views.open", opening(trigger, HOME))).isEqualTo("invalid_arguments");
    assertThat(desk.error("views.open", opening(trigger, MODAL))).isEmpty();
  }

  @Test
  @SendsMistakes
  void refusesAViewOfMoreThanAQuarterMegabyte() throws Exception {
    var section = "{'type':'section','text':" + plain("x".repeat(3000)) + "}";
    var big = MODAL.replace("[]", "[" + (section + ",").repeat(85) + section + "]");

    assertThat(desk.error("views.open", opening(trigger(), big))).isEqualTo("view_too_large");
  }

  @Test
  void laysThreeViewsOnEachOtherAndNoMore() throws Exception {
    desk.done("views.open", opening(trigger(), MODAL));
    desk.done("views.push", opening(trigger(), MODAL));
    var top = desk.done("views.push", opening(trigger(), MODAL)).path("view");

    assertThat(desk.error("views.push", opening(trigger(), MODAL))).isEqualTo("push_limit_reached");
    assertThat(alice.modal().orElseThrow().id()).isEqualTo(top.path("id").asText());
    assertThat(top.path("root_view_id").asText())
        .isNotEqualTo(top.path("previous_view_id").asText());
  }

  @Test
  void updatesAViewOnlyUnderItsPresentHash() throws Exception {
    var opened = desk.done("views.open", opening(trigger(), MODAL)).path("view");
    var update =
        "{'view_id':'"
            + opened.path("id").asText()
            + "','hash':'"
            + opened.path("hash").asText()
            + "','view':"
            + MODAL.replace("Title", "Second")
            + "}";

    assertThat(desk.error("views.update", update)).isEmpty();
    assertThat(desk.error("views.update", update)).isEqualTo("hash_conflict");
    assertThat(alice.modal().orElseThrow().title()).isEqualTo("Second");
  }

  @Test
  void doesNotFindAViewThatWasClosed() throws Exception {
    var opened = desk.done("views.open", opening(trigger(), MODAL)).path("view");
    alice.close(alice.modal().orElseThrow());

    var update = "{'view_id':'" + opened.path("id").asText() + "','view':" + MODAL + "}";
    assertThat(desk.error("views.update", update)).isEqualTo("not_found");
  }

  @Test
  void keepsAnExternalIdForOneView() throws Exception {
    var named = MODAL.replace("'blocks'", "'external_id':'mine','blocks'");
    desk.done("views.open", opening(trigger(), named));

    assertThat(desk.error("views.push", opening(trigger(), named)))
        .isEqualTo("duplicate_external_id");
    assertThat(desk.error("views.update", "{'external_id':'mine','view':" + named + "}")).isEmpty();
  }

  @Test
  void publishesAHomeForEachPerson() throws Exception {
    desk.done("views.publish", "{'user_id':'U0ALICE','view':" + HOME + "}");

    assertThat(alice.home()).isPresent();
    assertThat(desk.workspace.as("U0BOB").home()).isEmpty();
    assertThat(desk.error("views.publish", "{'user_id':'U0NOBODY','view':" + HOME + "}"))
        .isEqualTo("user_not_found");
    assertThat(
            desk.error("views.publish", "{'user_id':'U0ALICE','hash':'old','view':" + HOME + "}"))
        .isEqualTo("hash_conflict");
  }

  private String trigger() {
    return alice.shortcut("any").triggerId();
  }

  private static String opening(String trigger, String view) {
    return "{'trigger_id':'" + trigger + "','view':" + view + "}";
  }

  private static String plain(String text) {
    return "{'type':'plain_text','text':'" + text + "'}";
  }
}
