package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.sandbox.slack.blocks.Live;
import io.cordon.sandbox.slack.blocks.Mrkdwn;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A Slack workspace on this machine, with one app installed. Point the app's SDK at {@link
 * #apiUrl}, let people act through {@link #as}, and look at what they would see.
 */
public final class SlackWorkspace implements AutoCloseable {
  private static final int BIG_ENOUGH = 50_000_000;

  private final WorkspaceSetup setup;
  private final Machinery parts;
  private final Store store;
  private final Javalin server;

  /**
   * Opens the workspace on a port of this machine.
   *
   * @param port 0 for any free one
   * @param clock tells the time of messages, triggers, rates and signatures
   */
  public static SlackWorkspace start(WorkspaceSetup setup, int port, Clock clock) {
    return new SlackWorkspace(setup, port, clock);
  }

  private SlackWorkspace(WorkspaceSetup setup, int port, Clock clock) {
    this.setup = setup;
    this.parts = Machinery.wire(setup, clock, this::url);
    this.store = parts.store();
    furnish();
    server =
        Javalin.create(
                config -> {
                  quiet(config);
                  parts.routes().accept(config.routes);
                })
            .start("127.0.0.1", port);
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = BIG_ENOUGH;
  }

  private void furnish() {
    store.update(state -> {
      state.users.put(setup.bot().id(), setup.bot());
      setup.users().forEach(user -> state.users.put(user.id(), user));
      setup.groups().forEach(group -> state.groups.put(group.id(), group));
      setup.channels().forEach(channel -> state.channels.put(channel.id(), channel));
    });
  }

  /** The page's address, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** What the SDK wants as the prefix of all methods. */
  public String apiUrl() {
    return url() + "/api/";
  }

  /** What the workspace was opened with. */
  public WorkspaceSetup setup() {
    return setup;
  }

  /** Reaches the app in another way from now on. */
  public void connect(Connection connection) {
    parts.dispatch().connect(connection);
  }

  /**
   * Reaches the app in another way with what this person does, as a load balancer may that stands
   * before several processes of the app.
   */
  public void connect(String userId, Connection connection) {
    parts.dispatch().connect(userId, connection);
  }

  /** Sends something again, as Slack does when it does not know whether the app had it. */
  public void redeliver(Parcel parcel) {
    var _ = parts.dispatch().send(parcel);
  }

  /** A person's hand, looking at the first channel. */
  public Hand as(String userId) {
    return new Hand(this, parts.gestures(), userId, setup.channels().getFirst().id());
  }

  /** All messages of a channel that are not in a thread, oldest first. */
  public List<Message> messages(String channel) {
    return store.read(
        state -> state.messagesIn(channel).values().stream().filter(m -> !m.isReply()).toList());
  }

  /** A message's thread, itself first. */
  public List<Message> thread(String channel, String ts) {
    return store.read(state ->
        Stream.concat(state.message(channel, ts).stream(), state.replies(channel, ts).stream())
            .toList());
  }

  /** A message as it is now, ephemeral ones included. */
  public Optional<Message> message(String channel, String ts) {
    return store.read(state -> state.anyMessage(channel, ts));
  }

  /** What only this person sees, oldest first. */
  public List<Message> ephemerals(String userId) {
    return store.read(
        state -> state.ephemerals.stream().filter(m -> userId.equals(m.onlyFor())).toList());
  }

  /** The app's direct conversation with this person, oldest message first. */
  public List<Message> directMessages(String userId) {
    return store.read(state ->
        state.directWith(userId).stream()
            .flatMap(channel -> state.messagesIn(channel.id()).values().stream())
            .filter(m -> !m.isReply())
            .toList());
  }

  /** The uppermost modal on this person's screen. */
  public Optional<View> modal(String userId) {
    return store.read(state -> Optional.ofNullable(state.modals(userId).peek()));
  }

  /** This person's home tab. */
  public Optional<View> home(String userId) {
    return store.read(state -> Optional.ofNullable(state.homes.get(userId)));
  }

  /** A modal or home tab as it is now. */
  public Optional<View> view(String viewId) {
    return store.read(state -> state.view(viewId));
  }

  /** What Slack itself complained of, to anybody. */
  public List<Notice> notices() {
    return store.read(state -> List.copyOf(state.notices));
  }

  /** A file by its id, as far as its upload is. */
  public Optional<StoredFile> file(String fileId) {
    return store.read(state -> Optional.ofNullable(state.files.get(fileId)));
  }

  /** A message as a person reads it. */
  public String text(Message message) {
    return store.read(state -> new Screen(state).of(message));
  }

  /** A modal or home tab as a person reads it. */
  public String text(View view) {
    return store.read(state -> new Screen(state).of(view));
  }

  /** A channel with its threads and ephemeral messages, as text. */
  public String transcript(String channel) {
    return store.read(state -> new Screen(state).transcript(channel));
  }

  /**
   * What in a message does something by itself, for whoever sees it: mentions and links, in its
   * blocks and in its text, in the form of {@link Mrkdwn#live}.
   */
  public List<String> live(Message message) {
    return Stream.concat(
            Live.in(message.blocks()).stream(), Mrkdwn.live(message.text(), false).stream())
        .toList();
  }

  /** What in a modal or home tab does something by itself. */
  public List<String> live(View view) {
    return Live.in(view.blocks());
  }

  /** Every call of the Web API so far. */
  public Calls calls() {
    return parts.calls();
  }

  /** Every attempt to tell the app something, in order. */
  public List<Delivery> deliveries() {
    return parts.dispatch().deliveries();
  }

  /** Every HTTP request to the app, byte for byte, in order. */
  public List<SentRequest> sentRequests() {
    return parts.dispatch().sent();
  }

  /** The tools of somebody who is not Slack. */
  public Forgery forgery() {
    return parts.forgery();
  }

  /**
   * Waits until something about the workspace is so; looks again after each change of it.
   *
   * @param what completes "waited in vain for …"
   * @throws AssertionError if it is not so in time; says what was on the screen
   */
  public void await(String what, BooleanSupplier isSo, Duration timeout)
      throws InterruptedException {
    if (!comesTrue(isSo, timeout)) {
      throw new AssertionError("waited in vain for " + what + "; there was:\n" + everything());
    }
  }

  /** Waits as {@link #await} does, and answers whether it came to be so in time. */
  public boolean comesTrue(BooleanSupplier isSo, Duration timeout) throws InterruptedException {
    var end = System.nanoTime() + timeout.toNanos();
    for (var seen = store.revision(); !isSo.getAsBoolean(); ) {
      var left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative()) {
        return false;
      }
      seen = store.awaitChange(seen, left);
    }
    return true;
  }

  /** Waits until something is there, as {@link #await(String, BooleanSupplier, Duration)} does. */
  public <T> T awaitSome(String what, Supplier<Optional<T>> look, Duration timeout)
      throws InterruptedException {
    await(what, () -> look.get().isPresent(), timeout);
    return look.get().orElseThrow();
  }

  private String everything() {
    return store.read(state -> {
      var screen = new Screen(state);
      var all = new StringBuilder();
      state.channels.keySet().forEach(id -> all.append(screen.transcript(id)).append('\n'));
      return all.append(state.notices).toString();
    });
  }

  /** Lets the next call of a method fail. */
  public void failNext(String method, Fault fault) {
    parts.faults().failNext(method, fault);
  }

  /** Lets every call of a method, or of all with "*", fail until {@link #heal}. */
  public void failUntilHealed(String method, Fault fault) {
    parts.faults().failUntilHealed(method, fault);
  }

  /** Forgets all faults that still wait. */
  public void heal() {
    parts.faults().heal();
  }

  /** Switches the limits on calls a minute on, as they are at the start, or off. */
  public void limitRates(boolean on) {
    parts.rates().enforce(on);
  }

  /** Gives a user group other members; the app hears of it by an event. */
  public void changeGroup(String groupId, List<String> members) {
    parts.gestures().events().changeGroup(groupId, members);
  }

  /** Changes a user, for instance to a deactivated one; Slack sends no event for that here. */
  public void changeUser(User user) {
    store.update(state -> state.users.put(user.id(), user));
  }

  /** Archives a channel; the app hears of it by an event. */
  public void archive(String channelId) {
    parts.gestures().events().archive(channelId);
  }

  /** Takes somebody, or the app, out of a channel; the app hears of it by an event. */
  public void leave(String userId, String channelId) {
    parts.gestures().events().leave(userId, channelId);
  }

  /** Sends any other event, given without its wrapping; returns its event_id. */
  public String sendEvent(ObjectNode event) {
    return parts.gestures().events().send(event);
  }

  /** Asks the request URL for the challenge, as Slack does when it is set; whether it answered. */
  public boolean verifyUrl() {
    return parts.gestures().events().verifyUrl();
  }

  /** How many WebSockets the app has open. */
  public int socketCount() {
    return parts.sockets().connectionCount();
  }

  /**
   * Tells the app that its WebSockets will close, and closes them.
   *
   * @param reason "warning" (only tells), "refresh_requested" or "link_disabled"
   */
  public void disconnectSockets(String reason) {
    parts.sockets().disconnect(reason);
  }

  /** Closes the workspace; calls that hang end. */
  @Override
  public void close() {
    parts.closing().countDown();
    store.wake();
    server.stop();
    parts.dispatch().close();
  }
}
