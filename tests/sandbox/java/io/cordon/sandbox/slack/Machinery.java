package io.cordon.sandbox.slack;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All parts of a workspace, wired by hand.
 *
 * @param closing opens when the workspace closes
 * @param routes what the workspace serves
 */
record Machinery(
    Store store,
    Rates rates,
    Faults faults,
    Calls calls,
    SocketCourier sockets,
    Dispatch dispatch,
    Gestures gestures,
    Forgery forgery,
    CountDownLatch closing,
    Consumer<RoutesConfig> routes) {

  /**
   * Builds the parts.
   *
   * @param baseUrl known only once the server runs
   */
  static Machinery wire(WorkspaceSetup setup, Clock clock, Supplier<String> baseUrl) {
    var store = new Store();
    var rates = new Rates(clock);
    var faults = new Faults();
    var calls = new Calls(clock);
    var closing = new CountDownLatch(1);
    var ids = new Ids(clock);
    var sockets = new SocketCourier(setup.appId(), setup.patience(), ids, store::wake);
    var dispatch = new Dispatch(setup, clock, sockets, store::wake, closing);

    var wording = new Wording(setup);
    var bench = new Bench();
    var blocks = new Blocks(ids, bench);
    var places = new Places(setup, ids);
    var payloads = new Payloads(setup, wording, ids);
    var grants = new Grants(ids, clock, baseUrl);
    var views = new ViewMethods(store, ids, clock, blocks, wording);
    var responses = new ResponseUrls(setup, store, ids, clock, blocks, bench);
    var interactions = new Interactions(store, clock, payloads, grants, dispatch);
    var gestures =
        new Gestures(
            interactions,
            new Modals(store, payloads, grants, dispatch, views, interactions),
            new Commands(setup, store, payloads, grants, dispatch, responses, interactions),
            new Events(setup, store, ids, places, payloads, wording, dispatch));

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
    var api = new WebApi(setup, rates, faults, closing, calls, bench, methods);
    var page = new Page(setup, store, gestures, wording, closing);
    return new Machinery(
        store,
        rates,
        faults,
        calls,
        sockets,
        dispatch,
        gestures,
        new Forgery(setup, clock, store, interactions, dispatch),
        closing,
        routes -> {
          routes.post("/api/{method}", api::handle);
          routes.get("/api/{method}", api::handle);
          routes.post("/response/{secret}", responses::handle);
          routes.post("/upload/v1/{file}", files::upload);
          routes.ws("/socket/{ticket}", sockets::serve);
          page.serve(routes);
        });
  }
}
