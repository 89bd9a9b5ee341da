package io.cordon.bot;

import io.cordon.bot.config.AwsSecrets;
import io.cordon.bot.config.BadConfig;
import io.cordon.bot.config.Config;
import io.cordon.bot.config.ConfigPrinter;
import io.cordon.bot.config.ConfigReader;
import java.time.Clock;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The command line. Ends with 0 when all is fine, 1 when something failed, 2 when used wrongly. */
@Command(
    name = "cordon",
    description = "A Slack bot with which a team handles an incident in AWS.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main implements Runnable {
  /** Starts the bot. */
  public interface Runner {
    /**
     * Starts the bot with this configuration, and may return while it runs.
     *
     * @throws Exception if it cannot start; the message says why
     */
    void run(Config config) throws Exception;
  }

  private final Map<String, String> environment;
  private final Runner runner;

  @Spec CommandSpec spec = CommandSpec.create();

  /** A command line. */
  public Main(Map<String, String> environment, Runner runner) {
    this.environment = Map.copyOf(environment);
    this.runner = runner;
  }

  static void main(String[] args) {
    int code = new Main(System.getenv(), Main::runUntilStopped).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static void runUntilStopped(Config config) {
    var cordon =
        Cordon.start(config, DefaultCredentialsProvider.builder().build(), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cordon), "stop"));
  }

  /** Halts, since the JVM would make 128 and the signal's number of the exit code. */
  private static void stop(Cordon cordon) {
    cordon.close();
    LoggerFactory.getLogger(Main.class).info("Cordon has stopped");
    Runtime.getRuntime().halt(0);
  }

  /** Does what the arguments say, and answers the exit code. */
  public int execute(String... args) {
    return new CommandLine(this)
        .setParameterExceptionHandler((e, _) -> wrongUsage(e))
        .setExecutionExceptionHandler((e, line, _) -> failed(e, line))
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "wants a command, run or config");
  }

  @Command(name = "run", description = "Run the bot.", mixinStandardHelpOptions = true)
  void runBot() throws Exception {
    runner.run(ConfigReader.read(environment, new AwsSecrets(environment)));
  }

  @Command(
      name = "config",
      description = "Check the configuration and print it as it is in force, secrets masked.",
      mixinStandardHelpOptions = true)
  void printConfig() throws BadConfig {
    // Nothing is fetched from AWS: the secrets are masked anyway, and this must work anywhere.
    var config = ConfigReader.read(environment, _ -> "");
    spec.commandLine().getOut().print(ConfigPrinter.print(config));
    spec.commandLine().getOut().flush();
  }

  private static int wrongUsage(ParameterException e) {
    var what =
        e instanceof UnmatchedArgumentException unmatched
            ? '"' + unmatched.getUnmatched().getFirst() + "\" is not known"
            : e.getMessage();
    e.getCommandLine().getErr().println("cordon: " + what + "; see cordon --help");
    return 2;
  }

  private static int failed(Exception e, CommandLine line) {
    if (e instanceof BadConfig bad) {
      bad.mistakes().forEach(line.getErr()::println);
      return 2;
    }
    if (e instanceof CannotStart) {
      line.getErr().println(e.getMessage());
      return 2;
    }
    LoggerFactory.getLogger(Main.class).error("cannot start", e);
    line.getErr().println("cordon: " + e.getMessage());
    return 1;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"cordon " + text()};
    }

    static String text() {
      var version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "(not from its jar)" : version;
    }
  }
}
