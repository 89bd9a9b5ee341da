package io.cordon.sandbox.slack;

import java.time.Duration;
import java.util.List;

/**
 * What a workspace consists of when it opens.
 *
 * @param domain the part before slack.com
 * @param appId "A…"
 * @param botId "B…": the app's bot, whose user is {@code bot}
 * @param patience how long an answer of the app is waited for; 3 s in Slack
 * @param eventRetries the pauses before an unanswered event is sent again; at once, 1 min and 5 min
 *     in Slack
 */
public record WorkspaceSetup(
    String teamId,
    String domain,
    String appId,
    String botId,
    String botToken,
    String appToken,
    String signingSecret,
    User bot,
    List<User> users,
    List<UserGroup> groups,
    List<Channel> channels,
    List<SlashCommand> commands,
    List<Shortcut> shortcuts,
    Connection connection,
    Duration patience,
    List<Duration> eventRetries) {

  /** Slack's patience with an app. */
  public static final Duration SLACK_PATIENCE = Duration.ofSeconds(3);

  /** Slack's pauses before an event is sent again. */
  public static final List<Duration> SLACK_EVENT_RETRIES =
      List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));

  /** Keeps its own copies of the lists. */
  public WorkspaceSetup {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    channels = List.copyOf(channels);
    commands = List.copyOf(commands);
    shortcuts = List.copyOf(shortcuts);
    eventRetries = List.copyOf(eventRetries);
  }

  /** The same workspace, reaching the app in another way. */
  public WorkspaceSetup withConnection(Connection other) {
    return new WorkspaceSetup(
        teamId,
        domain,
        appId,
        botId,
        botToken,
        appToken,
        signingSecret,
        bot,
        users,
        groups,
        channels,
        commands,
        shortcuts,
        other,
        patience,
        eventRetries);
  }

  /** The same workspace with another patience and other pauses. */
  public WorkspaceSetup withPatience(Duration otherPatience, List<Duration> otherRetries) {
    return new WorkspaceSetup(
        teamId,
        domain,
        appId,
        botId,
        botToken,
        appToken,
        signingSecret,
        bot,
        users,
        groups,
        channels,
        commands,
        shortcuts,
        connection,
        otherPatience,
        otherRetries);
  }
}
