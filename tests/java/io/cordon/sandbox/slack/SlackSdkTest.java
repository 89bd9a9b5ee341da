package io.cordon.sandbox.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.confirmationDialog;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.overflowMenu;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.block.element.BlockElements.staticSelect;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;
import static io.cordon.sandbox.slack.SecurityTeam.ALICE;
import static io.cordon.sandbox.slack.SecurityTeam.BOB;
import static io.cordon.sandbox.slack.SecurityTeam.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDK is the judge: what the workspace sends, Bolt must read, on either way. */
class SlackSdkTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SlackWorkspace workspace =
      SlackWorkspace.start(SecurityTeam.reaching(new Connection.Socket()), 0, Clock.systemUTC());
  private final BoltApp bolt = new BoltApp(workspace);
  private @Nullable SocketModeApp socket;

  @AfterEach
  void close() throws Exception {
    if (socket != null) {
      socket.stop();
    }
    bolt.close();
    workspace.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socket"})
  void boltReadsAClickAndReplacesTheMessage(String way) throws Exception {
    var pressed = new CompletableFuture<String>();
    bolt.app()
        .blockAction(
            "isolate",
            (request, ctx) -> {
              var payload = request.getPayload();
              pressed.complete(
                  payload.getUser().getId()
                      + payload.getTeam().getId()
                      + payload.getChannel().getId()
                      + payload.getContainer().getMessageTs()
                      + payload.getMessage().getTs()
                      + payload.getActions().getFirst().getValue());
              ctx.respond(r -> r.replaceOriginal(true).text("isolating"));
              return ctx.ack();
            });
    connect(way);
    var message = post();

    var click = workspace.as(ALICE).click(message, "Isolate…");
    assertThat(click.dialog().orElseThrow()).startsWith("Isolate i-0ab12?");
    assertThat(click.confirm().error()).isEmpty();

    assertThat(pressed.get(10, TimeUnit.SECONDS))
        .isEqualTo(
            ALICE + SecurityTeam.TEAM + CHANNEL + message.ts() + message.ts() + "1.case.action");
    workspace.await("the swap", () -> text(message).equals("isolating"), SOON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socket"})
  void boltReadsTheChosenOptionOfAMenu(String way) throws Exception {
    var chosen = new CompletableFuture<String>();
    bolt.app()
        .blockAction(
            "more",
            (request, ctx) -> {
              chosen.complete(
                  request.getPayload().getActions().getFirst().getSelectedOption().getValue());
              return ctx.ack();
            });
    connect(way);

    var ack = workspace.as(ALICE).click(post(), "Raw JSON").ack();

    assertThat(ack.error()).isEmpty();
    assertThat(chosen.get(10, TimeUnit.SECONDS)).isEqualTo("raw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socket"})
  void boltOpensAModalRefusesItOnceAndUpdatesIt(String way) throws Exception {
    bolt.app()
        .command(
            "/ir",
            (request, ctx) -> {
              assertThat(request.getPayload().getText()).isEqualTo("note <@" + BOB + "|bob>");
              var opened =
                  ctx.client()
                      .viewsOpen(r -> r.triggerId(ctx.getTriggerId()).view(noteModal("Note")));
              return opened.isOk() ? ctx.ack() : ctx.ack(opened.getError());
            });
    bolt.app()
        .viewSubmission(
            "note",
            (request, ctx) -> {
              var values = request.getPayload().getView().getState().getValues();
              var note = valueOf(values, "text").getValue();
              var kind = valueOf(values, "kind").getSelectedOption().getValue();
              return note.equals("too short")
                  ? ctx.ack(r -> r.responseAction("errors").errors(Map.of("text", "Say more.")))
                  : ctx.ack(r -> r.responseAction("update").view(noteModal("Kept " + kind)));
            });
    connect(way);
    var alice = workspace.as(ALICE);

    assertThat(alice.command("/ir note @bob").error()).isEmpty();
    var modal = alice.modal().orElseThrow();
    var refused = alice.submit(modal, words("too short"));
    var taken = alice.submit(modal, words("long enough"));

    assertThat(refused).isEqualTo(new Submission.Invalid(Map.of("text", "Say more.")));
    assertThat(taken).isInstanceOf(Submission.Replaced.class);
    assertThat(alice.modal().orElseThrow().title()).isEqualTo("Kept tp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socket"})
  void boltAnswersACommandForOnePersonOnly(String way) throws Exception {
    bolt.app().command("/ir", (request, ctx) -> ctx.ack("Try /ir help."));
    connect(way);

    workspace.as(ALICE).command("/ir");

    assertThat(workspace.ephemerals(ALICE))
        .singleElement()
        .satisfies(answer -> assertThat(workspace.text(answer)).isEqualTo("Try /ir help."));
    assertThat(workspace.ephemerals(BOB)).isEmpty();
    assertThat(workspace.messages(CHANNEL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socket"})
  void boltHearsOfAnOpenedHomeAndFillsIt(String way) throws Exception {
    bolt.app()
        .event(
            AppHomeOpenedEvent.class,
            (event, ctx) -> {
              var home =
                  view(v ->
                      v.type("home").blocks(asBlocks(section(s -> s.text(plainText("Queue"))))));
              ctx.client().viewsPublish(r -> r.userId(event.getEvent().getUser()).view(home));
              return ctx.ack();
            });
    connect(way);

    workspace.as(BOB).openHome();

    var home = workspace.awaitSome("the home", () -> workspace.home(BOB), SOON);
    assertThat(workspace.text(home)).isEqualTo("Queue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socket"})
  void boltReadsShortcuts(String way) throws Exception {
    var used = new CompletableFuture<String>();
    bolt.app().globalShortcut("new-case", (request, ctx) -> ctx.ack());
    bolt.app()
        .messageShortcut(
            "to-timeline",
            (request, ctx) -> {
              used.complete(request.getPayload().getMessage().getText());
              return ctx.ack();
            });
    connect(way);
    var said = workspace.as(BOB).say("I rebooted it");

    var global = workspace.as(ALICE).shortcut("new-case");
    var onMessage = workspace.as(ALICE).shortcut(said, "to-timeline");

    assertThat(global.error()).isEmpty();
    assertThat(onMessage.error()).isEmpty();
    assertThat(used.get(10, TimeUnit.SECONDS)).isEqualTo("I rebooted it");
  }

  private void connect(String way) throws Exception {
    if (way.equals("http")) {
      workspace.connect(bolt.address());
    } else {
      socket = bolt.connect();
      workspace.await("the socket", () -> workspace.socketCount() == 1, SOON);
    }
  }

  private Message post() throws Exception {
    var posted =
        bolt.client().chatPostMessage(r -> r.channel(CHANNEL).text("C2 traffic").blocks(card()));
    assertThat(posted.getError()).isNull();
    return workspace.message(CHANNEL, posted.getTs()).orElseThrow();
  }

  private static List<LayoutBlock> card() {
    var dialog =
        confirmationDialog(c ->
            c.title(plainText("Isolate i-0ab12?"))
                .text(plainText("It loses its network."))
                .confirm(plainText("Continue"))
                .deny(plainText("Cancel")));
    return asBlocks(
        section(s -> s.text(markdownText("*EC2* talks to a C2 domain"))),
        actions(
            asElements(
                button(b ->
                    b.actionId("isolate")
                        .value("1.case.action")
                        .style("danger")
                        .text(plainText("Isolate…"))
                        .confirm(dialog)),
                overflowMenu(o ->
                    o.actionId("more")
                        .options(
                            List.of(
                                option(plainText("Timeline"), "timeline"),
                                option(plainText("Raw JSON"), "raw")))))));
  }

  private static View noteModal(String title) {
    return view(v ->
        v.type("modal")
            .callbackId("note")
            .title(viewTitle(t -> t.type("plain_text").text(title)))
            .submit(viewSubmit(s -> s.type("plain_text").text("Keep")))
            .close(viewClose(c -> c.type("plain_text").text("Cancel")))
            .blocks(
                asBlocks(
                    input(i ->
                        i.blockId("text")
                            .label(plainText("Note"))
                            .element(plainTextInput(e -> e.actionId("value")))),
                    input(i ->
                        i.blockId("kind")
                            .label(plainText("Kind"))
                            .element(
                                staticSelect(e ->
                                    e.actionId("value")
                                        .options(
                                            List.of(
                                                option(plainText("True positive"), "tp"),
                                                option(plainText("Benign"), "benign")))))))));
  }

  private static Map<String, List<String>> words(String note) {
    return Map.of("Note", List.of(note), "Kind", List.of("True positive"));
  }

  private static ViewState.Value valueOf(
      Map<String, Map<String, ViewState.Value>> values, String block) {
    var inBlock = values.get(block);
    return inBlock == null
        ? new ViewState.Value()
        : inBlock.getOrDefault("value", new ViewState.Value());
  }

  private String text(Message message) {
    return workspace.message(CHANNEL, message.ts()).map(workspace::text).orElse("");
  }
}
