package io.cordon.sandbox.slack;

import io.cordon.sandbox.slack.blocks.Control;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One person's hand: acts by what is on that person's screen, as it is at that moment, and can do
 * no more than a person can. Each gesture returns when the app has taken it, or failed to.
 */
public final class Hand {
  private final SlackWorkspace workspace;
  private final Gestures gestures;
  private final String userId;
  private final String channelId;

  Hand(SlackWorkspace workspace, Gestures gestures, String userId, String channelId) {
    this.workspace = workspace;
    this.gestures = gestures;
    this.userId = userId;
    this.channelId = channelId;
  }

  /** The same hand, looking at another channel. */
  public Hand in(String otherChannelId) {
    return new Hand(workspace, gestures, userId, otherChannelId);
  }

  /**
   * Clicks a button, or an option of an overflow menu, on a message.
   *
   * @param what what is written on it, or its action_id
   * @throws java.util.NoSuchElementException if nothing on the message is called so now
   */
  public Click click(Message message, String what) {
    var now =
        workspace
            .message(message.channel(), message.ts())
            .orElseThrow(() -> Interactions.gone("the message"));
    var control = find(Control.in(now.blocks()), what);
    return click(new Place.OnMessage(message.channel(), message.ts()), control);
  }

  /** Clicks a button in a modal or home tab; otherwise as on a message. */
  public Click click(View view, String what) {
    var now = workspace.view(view.id()).orElseThrow(() -> Interactions.gone("the view"));
    return click(new Place.InView(view.id()), find(Control.in(now.blocks()), what));
  }

  private Click click(Place place, Control control) {
    return new Click(control, () -> gestures.interactions().act(userId, place, control, List.of()));
  }

  /**
   * Chooses in a select, checkboxes or radio buttons, or types and leaves the field.
   *
   * @param words options by visible text or value, ids of users, or the typed text
   */
  public Ack choose(Message message, String what, String... words) {
    var place = new Place.OnMessage(message.channel(), message.ts());
    var now =
        workspace
            .message(message.channel(), message.ts())
            .orElseThrow(() -> Interactions.gone("the message"));
    return gestures
        .interactions()
        .act(userId, place, find(Control.in(now.blocks()), what), List.of(words));
  }

  /** Chooses in a modal or home tab; otherwise as on a message. */
  public Ack choose(View view, String what, String... words) {
    var now = workspace.view(view.id()).orElseThrow(() -> Interactions.gone("the view"));
    return gestures
        .interactions()
        .act(
            userId,
            new Place.InView(view.id()),
            find(Control.in(now.blocks()), what),
            List.of(words));
  }

  /**
   * Fills in a modal and submits it.
   *
   * @param words by an input's label, action_id or block_id: what to type, or the options to choose
   * @throws java.util.NoSuchElementException if an input is not on the view
   */
  public Submission submit(View view, Map<String, List<String>> words) {
    var controls = Control.in(view.blocks());
    var byBlock = new LinkedHashMap<String, List<String>>();
    words.forEach((what, chosen) -> byBlock.put(find(controls, what).blockId(), chosen));
    return gestures.modals().submit(userId, view.id(), byBlock);
  }

  /** Closes a modal with its close button. */
  public void close(View view) {
    gestures.modals().close(userId, view.id());
  }

  /** Types a slash command into the composer of the channel. */
  public Ack command(String typed) {
    return gestures.commands().run(userId, channelId, typed);
  }

  /** Uses a shortcut of the app from the composer. */
  public Ack shortcut(String callbackId) {
    return gestures.interactions().shortcut(userId, callbackId, Optional.empty());
  }

  /** Uses a shortcut of the app from the menu of a message. */
  public Ack shortcut(Message message, String callbackId) {
    var place = new Place.OnMessage(message.channel(), message.ts());
    return gestures.interactions().shortcut(userId, callbackId, Optional.of(place));
  }

  /** Writes a message into the channel. */
  public Message say(String text) {
    return gestures.events().say(userId, channelId, text);
  }

  /** Opens the app's home tab; the app hears of it by an event. */
  public void openHome() {
    gestures.events().homeOpened(userId);
  }

  /** The options that the app suggests in an external select of a modal. */
  public List<String> suggestions(View view, String what, String query) {
    return gestures
        .interactions()
        .suggest(userId, view.id(), find(Control.in(view.blocks()), what), query);
  }

  /** The uppermost modal on this person's screen. */
  public Optional<View> modal() {
    return workspace.modal(userId);
  }

  /** This person's home tab. */
  public Optional<View> home() {
    return workspace.home(userId);
  }

  /** What only this person sees, oldest first. */
  public List<Message> ephemerals() {
    return workspace.ephemerals(userId);
  }

  /** What Slack itself complained of to this person. */
  public List<Notice> notices() {
    return workspace.notices().stream().filter(n -> n.userId().equals(userId)).toList();
  }

  private static Control find(List<Control> controls, String what) {
    var found = controls.stream().filter(c -> c.isCalled(what)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    var labels = controls.stream().map(Control::label).toList();
    throw Interactions.gone("\"" + what + "\" (" + found.size() + " times), there are " + labels);
  }
}
