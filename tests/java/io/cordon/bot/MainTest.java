package io.cordon.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.bot.config.ConfigFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a process of its own. */
class MainTest {
  @TempDir Path folder;

  private record Ended(int code, List<String> out, List<String> err) {}

  @Test
  void printsTheConfigurationAndEndsWith0() throws Exception {
    var ended = cordon(new ConfigFile(folder, ConfigFile.LEAST).environment(), "config");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .contains("# SLACK_BOT_TOKEN: [secret]", "slack:", "  window: 24h", "  expiry: 15m");
    assertThat(ended.code()).isZero();
  }

  @Test
  void printsTheConfigurationWithoutFetchingSecrets() throws Exception {
    var environment =
        new ConfigFile(folder, ConfigFile.LEAST)
            .with("SLACK_BOT_TOKEN", "arn:aws:ssm:eu-west-1:111122223333:parameter/cordon/bot")
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
            .environment();

    assertThat(cordon(environment, "config").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "run"})
  void endsWith2AndALineForEachMistake(String command) throws Exception {
    var text = ConfigFile.LEAST.replace("T0000001", "x").replace("C0SECURITY", "y");

    var ended = cordon(new ConfigFile(folder, text).environment(), command);

    assertThat(ended.err())
        .containsExactly(
            "slack.team: wants a workspace id like T0000001, got \"x\" (line 2)",
            "slack.channel: wants a channel id like C0SECURITY, got \"y\" (line 3)");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void looksForCordonYamlWhereItIsStarted() throws Exception {
    assertThat(cordon(Map.of(), "config").err())
        .singleElement()
        .asString()
        .startsWith("cordon.yaml: is not there");

    Files.writeString(folder.resolve("cordon.yaml"), ConfigFile.LEAST);

    assertThat(cordon(Map.of("SLACK_BOT_TOKEN", "x", "SLACK_SIGNING_SECRET", "y"), "config").code())
        .isZero();
  }

  @Test
  void tellsInOneLineThatASecretCannotBeFetched() throws Exception {
    var arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:bot-AbCdEf";
    var environment =
        new ConfigFile(folder, ConfigFile.LEAST)
            .with("SLACK_BOT_TOKEN", arn)
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
            .with("AWS_ACCESS_KEY_ID", "AKIAMADEUP")
            .with("AWS_SECRET_ACCESS_KEY", "made-up")
            .environment();

    var ended = cordon(environment, "run");

    assertThat(ended.err())
        .containsExactly("SLACK_BOT_TOKEN: cannot be read from " + arn + ": SdkClientException");
    assertThat(ended.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"destroy", "--loud", "run now", "config --all", ""})
  void endsWith2AndOneLineWhenUsedWrongly(String arguments) throws Exception {
    var ended = cordon(Map.of(), arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith("cordon: ")
        .endsWith("see cordon --help");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void namesTheWordThatIsNotKnown() throws Exception {
    assertThat(cordon(Map.of(), "destroy").err())
        .containsExactly("cordon: \"destroy\" is not known; see cordon --help");
  }

  @Test
  void listsItsCommands() throws Exception {
    var ended = cordon(Map.of(), "--help");

    assertThat(String.join("\n", ended.out())).contains("run ", "config ", "--version");
    assertThat(ended.code()).isZero();
  }

  @Test
  void tellsItsVersion() throws Exception {
    var ended = cordon(Map.of(), "--version");

    assertThat(ended.out()).singleElement().asString().startsWith("cordon ");
    assertThat(ended.code()).isZero();
  }

  @Test
  void givesTheConfigurationToTheBot() {
    var given = new ArrayList<String>();
    var environment = new ConfigFile(folder, ConfigFile.LEAST).environment();

    int code = new Main(environment, config -> given.add(config.slack().team())).execute("run");

    assertThat(given).containsExactly("T0000001");
    assertThat(code).isZero();
  }

  @Test
  void endsWith1WhenTheBotCannotStart() {
    var environment = new ConfigFile(folder, ConfigFile.LEAST).environment();

    int code =
        new Main(
                environment,
                _ -> {
                  throw new IllegalStateException("the port is taken");
                })
            .execute("run");

    assertThat(code).isEqualTo(1);
  }

  private Ended cordon(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), lines(out), lines(err));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }
}
