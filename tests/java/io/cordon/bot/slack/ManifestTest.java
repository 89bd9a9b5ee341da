package io.cordon.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.Shortcut;
import io.cordon.sandbox.slack.SlashCommand;
import io.cordon.sandbox.slack.schema.SlackSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest that people make the Slack app from: right for Slack, and right for the code. */
class ManifestTest {
  /** Without what they call, of which the names are enough. */
  private static final JavaClasses BOT =
      ArchConfiguration.withThreadLocalScope(settings -> {
        settings.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().importPackages("io.cordon.bot");
      });

  /** What the manifest has and nothing answers yet. Take out what is built. */
  private static final Set<String> NOT_BUILT = Set.of();

  /** Scopes for what is not built yet: reports are sent as files. */
  private static final Set<String> SCOPES_NOT_USED = Set.of("files:write");

  /** What a bot needs, by the page of each method under docs.slack.dev/reference/methods. */
  private static final Map<String, Set<String>> SCOPES_OF_METHODS =
      Map.ofEntries(
          Map.entry("auth.test", Set.of()),
          Map.entry("bookmarks.add", Set.of("bookmarks:write")),
          Map.entry("chat.delete", Set.of("chat:write")),
          Map.entry("chat.getPermalink", Set.of()),
          Map.entry("chat.postEphemeral", Set.of("chat:write")),
          Map.entry("chat.postMessage", Set.of("chat:write")),
          Map.entry("chat.update", Set.of("chat:write")),
          Map.entry(
              "conversations.history", Set.of("channels:history", "groups:history", "im:history")),
          Map.entry("conversations.info", Set.of("channels:read", "groups:read")),
          Map.entry("conversations.members", Set.of("channels:read", "groups:read")),
          Map.entry("conversations.open", Set.of("im:write")),
          Map.entry(
              "conversations.replies", Set.of("channels:history", "groups:history", "im:history")),
          Map.entry("files.completeUploadExternal", Set.of("files:write")),
          Map.entry("files.getUploadURLExternal", Set.of("files:write")),
          Map.entry("pins.add", Set.of("pins:write")),
          Map.entry("reactions.add", Set.of("reactions:write")),
          Map.entry("usergroups.list", Set.of("usergroups:read")),
          Map.entry("usergroups.users.list", Set.of("usergroups:read")),
          Map.entry("users.info", Set.of("users:read")),
          Map.entry("users.list", Set.of("users:read")),
          Map.entry("views.open", Set.of()),
          Map.entry("views.publish", Set.of()),
          Map.entry("views.push", Set.of()),
          Map.entry("views.update", Set.of()));

  /** By the page of each event under docs.slack.dev/reference/events. */
  private static final Map<String, Set<String>> SCOPES_OF_EVENTS =
      Map.of(
          "app_home_opened", Set.of(),
          "app_uninstalled", Set.of(),
          "channel_archive", Set.of("channels:read"),
          "channel_rename", Set.of("channels:read"),
          "member_left_channel", Set.of("channels:read", "groups:read"),
          "subteam_members_changed", Set.of("usergroups:read"),
          "tokens_revoked", Set.of());

  private final JsonNode manifest = read();

  @Test
  void isWhatSlacksTypesAllow() {
    assertThat(SlackSchema.own().problemsInManifest(manifest)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/features/app_home, color, red",
    "/features/shortcuts/0, type, window",
    "/features/slash_commands/0, scope, x",
    "/settings, token_rotation, x",
    "/settings/interactivity, is_enabled, x"
  })
  void slacksTypesAllowNotEverything(String at, String field, String value) {
    var wrong = (ObjectNode) manifest.deepCopy();
    ((ObjectNode) wrong.at(at)).put(field, value);

    assertThat(SlackSchema.own().problemsInManifest(wrong)).isNotEmpty();
  }

  /**
   * Sizes that the types leave out: manifest-schema of slackapi, schemas/manifest.schema.2.0.0.json
   * at 085a10465ae92ca3215ab53c6bfab7768941fd50. A star stands for every item.
   */
  @ParameterizedTest
  @CsvSource({
    "/display_information/name, 1, 35, .*",
    "/display_information/description, 1, 140, .*",
    "/display_information/long_description, 175, 4000, .*",
    "/display_information/background_color, 4, 7, #[0-9a-fA-F]{3}([0-9a-fA-F]{3})?",
    "/features/bot_user/display_name, 1, 80, [a-z0-9._-]+",
    "/features/shortcuts, 1, 10, .*",
    "/features/shortcuts/*/name, 1, 24, .*",
    "/features/shortcuts/*/callback_id, 1, 255, .*",
    "/features/shortcuts/*/description, 1, 150, .*",
    "/features/slash_commands, 1, 50, .*",
    "/features/slash_commands/*/command, 2, 32, /.*",
    "/features/slash_commands/*/description, 1, 2000, .*",
    "/features/slash_commands/*/usage_hint, 1, 1000, .*",
    "/features/slash_commands/*/url, 1, 3000, https?://.*",
    "/oauth_config/scopes/bot, 0, 255, .*",
    "/oauth_config/scopes/bot/*, 0, 50, .*",
    "/settings/event_subscriptions/request_url, 1, 3500, https?://.*",
    "/settings/event_subscriptions/bot_events, 0, 100, .*",
    "/settings/event_subscriptions/bot_events/*, 0, 50, .*",
    "/settings/interactivity/request_url, 1, 3500, https?://.*"
  })
  void keepsToSlacksSizes(String at, int min, int max, String pattern) {
    for (var node : all(at)) {
      var size = node.isTextual() ? node.textValue().length() : node.size();
      assertThat(size).as("%s: %s", at, node).isBetween(min, max);
      assertThat(node.asText()).matches(pattern);
    }
  }

  @Test
  void nothingIsNamedTwice() {
    for (var list :
        List.of(
            words("/oauth_config/scopes/bot/*"),
            words("/settings/event_subscriptions/bot_events/*"),
            words("/features/slash_commands/*/command"),
            words("/features/shortcuts/*/callback_id"))) {
      assertThat(list).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void everyCommandAndShortcutOfTheAppIsInItAndTheOtherWayRound() {
    var app = new RegisteredApp(BOT);
    var named = new TreeSet<>(words("/features/slash_commands/*/command"));
    named.addAll(words("/features/shortcuts/*/callback_id"));

    var answered = app.commandsAndShortcuts();
    assertThat(answered).allMatch(pattern -> named.stream().anyMatch(pattern.asMatchPredicate()));
    assertThat(named.stream().filter(n -> answered.stream().noneMatch(p -> p.matcher(n).matches())))
        .as("not answered, though in the manifest")
        .containsExactlyInAnyOrderElementsOf(NOT_BUILT);
  }

  @Test
  void everyEventThatTheAppHearsIsSubscribedTo() {
    assertThat(words("/settings/event_subscriptions/bot_events/*"))
        .containsAll(new RegisteredApp(BOT).events());
  }

  @Test
  void theSandboxHasTheSameCommands() {
    var sandbox = SecurityTeam.reaching(new Connection.Socket()).commands();

    assertThat(
            all("/features/slash_commands/*").stream()
                .map(c ->
                    new SlashCommand(
                        c.path("command").asText(),
                        c.path("usage_hint").asText(),
                        c.path("should_escape").asBoolean())))
        .containsExactlyInAnyOrderElementsOf(sandbox);
  }

  @Test
  void theSandboxHasTheSameShortcuts() {
    var sandbox = SecurityTeam.reaching(new Connection.Socket()).shortcuts();

    assertThat(
            all("/features/shortcuts/*").stream()
                .map(s ->
                    new Shortcut(
                        s.path("name").asText(),
                        s.path("callback_id").asText(),
                        s.path("type").asText().equals("message"))))
        .containsExactlyInAnyOrderElementsOf(sandbox);
  }

  @Test
  void everyMethodThatTheCodeCallsAndEveryEventHasItsScope() {
    assertThat(methods()).contains("chat.postMessage", "chat.update", "views.open");
    assertThat(SCOPES_OF_METHODS.keySet()).as("add the scope").containsAll(methods());
    assertThat(words("/oauth_config/scopes/bot/*")).containsAll(needed());
  }

  @Test
  void noScopeIsAskedForThatNothingNeeds() {
    var unused = new TreeSet<>(words("/oauth_config/scopes/bot/*"));
    unused.removeAll(needed());

    assertThat(unused).containsExactlyInAnyOrderElementsOf(SCOPES_NOT_USED);
  }

  private Set<String> needed() {
    var needed = new TreeSet<>(Set.of("commands"));
    methods().forEach(method -> needed.addAll(SCOPES_OF_METHODS.getOrDefault(method, Set.of())));
    for (var event : words("/settings/event_subscriptions/bot_events/*")) {
      assertThat(SCOPES_OF_EVENTS).as("add the scope").containsKey(event);
      needed.addAll(SCOPES_OF_EVENTS.getOrDefault(event, Set.of()));
    }
    return needed;
  }

  /** The methods that the bot's code calls, as the SDK names them and as Slack does. */
  private static Set<String> methods() {
    var called =
        BOT.stream()
            .flatMap(each -> each.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().getName().equals(RegisteredApp.WEB_API))
            .map(call -> call.getTarget().getName())
            .collect(Collectors.toSet());
    return RegisteredApp.methodsBySdkName().entrySet().stream()
        .filter(method -> called.remove(method.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> words(String pattern) {
    return all(pattern).stream().map(JsonNode::asText).toList();
  }

  /** The nodes at a pointer in which a star stands for every item. */
  private List<JsonNode> all(String pattern) {
    var found = new ArrayList<>(List.of(manifest));
    for (var part : pattern.substring(1).split("/", -1)) {
      var next =
          found.stream()
              .flatMap(node -> part.equals("*") ? items(node) : Stream.of(node.path(part)))
              .filter(node -> !node.isMissingNode())
              .toList();
      found.clear();
      found.addAll(next);
    }
    return found;
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Path.of("../templates/slack-manifest.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
