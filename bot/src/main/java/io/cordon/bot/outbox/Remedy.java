package io.cordon.bot.outbox;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What to do about an error with which Slack refused a call. */
sealed interface Remedy {
  /** It passes: the same call again, later. */
  record Again() implements Remedy {}

  /** The message is gone or cannot be changed any more: it is posted anew. */
  record PostAnew() implements Remedy {}

  /** Slack does not take its form: its words are posted without any. */
  record Plainly() implements Remedy {}

  /**
   * Somebody must do something; until then it is tried again each minute.
   *
   * @param advice what to do
   */
  record Alarm(String advice) implements Remedy {}

  /**
   * The remedy for an error.
   *
   * @param error as on the page of the method
   */
  static Remedy of(String error) {
    var known = Table.ERRORS.getProperty(error, "alarm: Slack's own pages do not explain it here");
    var words = known.split(":", 2);
    return switch (words[0].strip()) {
      case "again" -> new Again();
      case "post anew" -> new PostAnew();
      case "plainly" -> new Plainly();
      case "alarm" -> new Alarm(words[words.length - 1].strip());
      default -> throw new IllegalStateException("no remedy is called " + words[0]);
    };
  }

  /** Whether somebody thought about an error. */
  static boolean knows(String error) {
    return Table.ERRORS.containsKey(error);
  }

  /** What stands in the file. */
  final class Table {
    private static final Properties ERRORS = read();

    private Table() {}

    private static Properties read() {
      var all = new Properties();
      var file = Objects.requireNonNull(Remedy.class.getResourceAsStream("errors.properties"));
      try (var in = new InputStreamReader(file, StandardCharsets.UTF_8)) {
        all.load(in);
        return all;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
