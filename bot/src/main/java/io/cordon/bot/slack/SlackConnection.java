package io.cordon.bot.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.util.http.SlackHttpClient;
import io.cordon.bot.parts.Part;
import java.net.URI;
import java.util.List;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SDK, set up for one workspace. */
public final class SlackConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SlackConnection.class);

  /** Slack waits 3 seconds for an answer; who may do what must be known well before that. */
  private static final int ANSWER_MILLIS = 2_000;

  private final Slack slack;
  private final App app;
  private final String botToken;
  private final Part part;
  private @Nullable SocketModeApp socket;

  private SlackConnection(Slack slack, App app, String botToken, Part part) {
    this.slack = slack;
    this.app = app;
    this.botToken = botToken;
    this.part = part;
  }

  /**
   * A connection that nothing was sent over yet.
   *
   * @param signingSecret for requests over HTTP; null with Socket Mode, which has none
   * @param interceptors what is called around each call to Slack
   * @param part hears whether Slack answers
   */
  public static SlackConnection of(
      URI apiUrl,
      String botToken,
      @Nullable String signingSecret,
      List<Interceptor> interceptors,
      Part part) {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(apiUrl.toString());
    config.setHttpClientReadTimeoutMillis(ANSWER_MILLIS);
    config.setHttpClientCallTimeoutMillis(ANSWER_MILLIS);
    var http = SlackHttpClient.buildOkHttpClient(config).newBuilder();
    interceptors.forEach(http::addInterceptor);
    var slack = Slack.getInstance(config, new SlackHttpClient(http.build()));
    var app =
        new App(
            AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(botToken)
                .signingSecret(signingSecret)
                // Checked by our own door, which the SDK's check would only repeat more weakly.
                .requestVerificationEnabled(false)
                // Asked once, at start: not while Slack waits for an answer.
                .authTestCacheEnabled(true)
                .authTestCacheExpirationMillis(-1)
                .build());
    return new SlackConnection(slack, app, botToken, part);
  }

  /** The SDK. */
  public Slack slack() {
    return slack;
  }

  /** The Web API in the bot's name. */
  public SlackApi api() {
    return new SlackApi(slack.methods(botToken), part);
  }

  /** The app that requests from Slack are given to. */
  public App app() {
    return app;
  }

  /** Calls Slack and keeps the line open (Socket Mode). */
  public void openSocket(String appToken) {
    try {
      var opened = new SocketModeApp(appToken, SocketModeClient.Backend.JavaWebSocket, app);
      opened.startAsync();
      socket = opened;
    } catch (Exception e) {
      throw new IllegalStateException("Slack's socket cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Hangs up: Slack tells another process from now on. The Web API goes on. */
  public void closeSocket() {
    var line = socket;
    if (line != null) {
      try {
        line.close();
      } catch (Exception e) {
        log.warn("the socket to Slack did not close well", e);
      }
    }
  }

  @Override
  public void close() {
    try {
      slack.close();
    } catch (Exception e) {
      log.warn("the connection to Slack did not close well", e);
    }
  }
}
