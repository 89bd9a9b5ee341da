package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
  private final Store store = new Store();
  private final Rates rates;
  private final Faults faults = new Faults();
  private final Calls calls;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final SocketCourier sockets;
  private final Dispatch dispatch;
  private final Gestures gestures;
  private final Forgery forgery;
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
    this.rates = new Rates(clock);
    this.calls = new Calls(clock);
    furnish();

    var ids = new Ids(clock);
    Runnable changed = () -> store.update(_ -> {});
    sockets = new SocketCourier(setup.appId(), setup.patience(), ids, changed);
    dispatch = new Dispatch(setup, clock, sockets, changed, closing);

    var wording = new Wording(setup);
    var blocks = new Blocks(ids);
    var places = new Places(setup, ids);
    var payloads = new Payloads(setup, wording, ids);
    Supplier<String> baseUrl = this::url;
    var grants = new Grants(ids, clock, baseUrl);
    var views = new ViewMethods(store, ids, clock, blocks, wording);
    var responses = new ResponseUrls(setup, store, ids, clock, blocks);
    var interactions = new Interactions(store, clock, payloads, grants, dispatch);
    gestures =
        new Gestures(
            interactions,
            new Modals(store, payloads, grants, dispatch, views, interactions),
            new Commands(setup, store, payloads, grants, dispatch, responses, interactions),
            new Events(setup, store, ids, places, payloads, wording, dispatch));
    forgery = new Forgery(setup, clock, store, interactions, dispatch);

    var files = new FileMethods(setup, store, ids, places, baseUrl);
    var methods =
        Stream.of(
                new ChatMethods(setup, store, ids, places, blocks, wording, baseUrl).methods(),
                new ConversationMethods(store, places, wording).methods(),
                new PeopleMethods(store, wording).methods(),
                views.methods(),
                new MarkMethods(setup, store, ids, places).methods(),
                files.methods(),
                new AppMethods(setup, baseUrl, sockets::ticket).methods())
            .flatMap(List::stream)
            .toList();
    var api = new WebApi(setup, rates, faults, closing, calls, methods);
    var page = new Page(setup, store, gestures, wording, closing);
    server =
        Javalin.create(
                config -> {
                  quiet(config);
                  config.routes.post("/api/{method}", api::handle);
                  config.routes.get("/api/{method}", api::handle);
                  config.routes.post("/response/{secret}", responses::handle);
                  config.routes.post("/upload/v1/{file}", files::upload);
                  config.routes.ws("/socket/{ticket}", sockets::serve);
                  page.serve(config.routes);
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
    dispatch.connect(connection);
  }

  /** A person's hand, looking at the first channel. */
  public Hand as(String userId) {
    return new Hand(this, gestures, userId, setup.channels().getFirst().id());
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

  /** Every call of the Web API so far. */
  public Calls calls() {
    return calls;
  }

  /** Every attempt to tell the app something, in order. */
  public List<Delivery> deliveries() {
    return dispatch.deliveries();
  }

  /** Every HTTP request to the app, byte for byte, in order. */
  public List<SentRequest> sentRequests() {
    return dispatch.sent();
  }

  /** The tools of somebody who is not Slack. */
  public Forgery forgery() {
    return forgery;
  }

  /**
   * Waits until something about the workspace is so; looks again after each change of it.
   *
   * @param what completes "waited in vain for …"
   * @throws AssertionError if it is not so in time; says what was on the screen
   */
  public void await(String what, BooleanSupplier isSo, Duration timeout)
      throws InterruptedException {
    var end = System.nanoTime() + timeout.toNanos();
    for (var seen = store.revision(); !isSo.getAsBoolean(); ) {
      var left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative()) {
        throw new AssertionError("waited in vain for " + what + "; there was:\n" + everything());
      }
      seen = store.awaitChange(seen, left);
    }
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
    faults.failNext(method, fault);
  }

  /** Lets every call of a method, or of all with "*", fail until {@link #heal}. */
  public void failUntilHealed(String method, Fault fault) {
    faults.failUntilHealed(method, fault);
  }

  /** Forgets all faults that still wait. */
  public void heal() {
    faults.heal();
  }

  /** Switches the limits on calls a minute on, as they are at the start, or off. */
  public void limitRates(boolean on) {
    rates.enforce(on);
  }

  /** Gives a user group other members; the app hears of it by an event. */
  public void changeGroup(String groupId, List<String> members) {
    gestures.events().changeGroup(groupId, members);
  }

  /** Changes a user, for instance to a deactivated one; Slack sends no event for that here. */
  public void changeUser(User user) {
    store.update(state -> state.users.put(user.id(), user));
  }

  /** Archives a channel; the app hears of it by an event. */
  public void archive(String channelId) {
    gestures.events().archive(channelId);
  }

  /** Takes somebody, or the app, out of a channel; the app hears of it by an event. */
  public void leave(String userId, String channelId) {
    gestures.events().leave(userId, channelId);
  }

  /** Sends any other event, given without its wrapping; returns its event_id. */
  public String sendEvent(ObjectNode event) {
    return gestures.events().send(event);
  }

  /** Asks the request URL for the challenge, as Slack does when it is set; whether it answered. */
  public boolean verifyUrl() {
    return gestures.events().verifyUrl();
  }

  /** How many WebSockets the app has open. */
  public int socketCount() {
    return sockets.connectionCount();
  }

  /**
   * Tells the app that its WebSockets will close, and closes them.
   *
   * @param reason "warning" (only tells), "refresh_requested" or "link_disabled"
   */
  public void disconnectSockets(String reason) {
    sockets.disconnect(reason);
  }

  /** The time by the workspace's clock of a message's ts. */
  public static Instant at(String ts) {
    return Instant.ofEpochSecond(Long.parseLong(ts.substring(0, ts.indexOf('.'))));
  }

  /** Closes the workspace; calls that hang end. */
  @Override
  public void close() {
    closing.countDown();
    server.stop();
    dispatch.close();
  }
}
