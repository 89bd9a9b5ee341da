package io.cordon.sandbox.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.util.HashMap;
import java.util.List;

/** An app of the official SDK that is installed in a sandbox workspace, over HTTP or a socket. */
final class BoltApp implements AutoCloseable {
  private final App app;
  private final SlackRequestParser parser;
  private final Javalin http;
  private final MethodsClient client;
  private final String appToken;

  BoltApp(SlackWorkspace workspace) {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    var slack = Slack.getInstance(config);
    var setup = workspace.setup();
    appToken = setup.appToken();
    client = slack.methods(setup.botToken());
    var appConfig =
        AppConfig.builder()
            .slack(slack)
            .singleTeamBotToken(setup.botToken())
            .signingSecret(setup.signingSecret())
            .build();
    app = new App(appConfig);
    parser = new SlackRequestParser(appConfig);
    http =
        Javalin.create(
                c -> {
                  c.startup.showJavalinBanner = false;
                  c.routes.post("/slack/events", this::handle);
                })
            .start("127.0.0.1", 0);
  }

  private void handle(Context ctx) throws Exception {
    var headers = new HashMap<String, List<String>>();
    ctx.headerMap().forEach((name, value) -> headers.put(name, List.of(value)));
    var request =
        parser.parse(
            SlackRequestParser.HttpRequest.builder()
                .requestUri(ctx.path())
                .requestBody(ctx.body())
                .headers(new RequestHeaders(headers))
                .remoteAddress(ctx.ip())
                .build());
    var response = app.run(request);
    ctx.status(response.getStatusCode());
    if (response.getBody() != null) {
      ctx.contentType(response.getContentType()).result(response.getBody());
    }
  }

  App app() {
    return app;
  }

  MethodsClient client() {
    return client;
  }

  /** Where the app takes Slack's requests. */
  Connection.Http address() {
    return new Connection.Http(URI.create("http://127.0.0.1:" + http.port() + "/slack/events"));
  }

  /** Connects through Socket Mode. */
  SocketModeApp connect() throws Exception {
    var socket = new SocketModeApp(appToken, SocketModeClient.Backend.JavaWebSocket, app);
    socket.startAsync();
    return socket;
  }

  @Override
  public void close() {
    http.stop();
    app.stop();
  }
}
