package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What people typed and what they were told, written down to be compared with a file that a person
 * has read and found right. Run the tests with {@code -Dgolden.rewrite=true} to write what is told
 * now, and read the difference before you keep it.
 */
final class Conversation {
  private static final Path FOLDER = Path.of("resources/io/cordon/acceptance/commands");

  private final Bed bed;
  private StringBuilder said = new StringBuilder();
  private final Map<String, Integer> told = new HashMap<>();

  Conversation(Bed bed) {
    this.bed = bed;
  }

  /** Something that a person does. */
  interface Gesture {
    void make() throws InterruptedException;
  }

  /** Types a command and waits for its answer. */
  void says(String user, String typed) throws InterruptedException {
    says(user, typed, 1);
  }

  /** Types a command and waits for as many answers. */
  void says(String user, String typed, int answers) throws InterruptedException {
    does(user, typed, answers, () -> bed.slack.as(user).command(typed));
  }

  /** Does something else and waits for its answer. */
  void does(String user, String what, Gesture gesture) throws InterruptedException {
    does(user, what, 1, gesture);
  }

  /** Does something of which the answer is not written down, and waits for that. */
  void quietly(String user, Gesture gesture) throws InterruptedException {
    var before = told(user);
    gesture.make();
    awaitTold(user, before + 1);
    forget(user);
  }

  /** Types a command of which the answer is not written down. */
  void quietly(String user, String typed) throws InterruptedException {
    quietly(user, () -> bed.slack.as(user).command(typed));
  }

  private void does(String user, String what, int answers, Gesture gesture)
      throws InterruptedException {
    var before = told(user);
    gesture.make();
    awaitTold(user, before + answers);
    header(user, what);
    bed.slack.ephemerals(user).stream()
        .skip(before)
        .forEach(m -> said.append(masked(bed.slack.text(m))).append("\n\n"));
    forget(user);
  }

  /** Types a command and waits until a dialog says something. */
  void opens(String user, String typed, String words) throws InterruptedException {
    bed.slack.as(user).command(typed);
    var view =
        bed.slack.awaitSome(
            "a dialog that says " + words,
            () -> bed.slack.modal(user).filter(v -> bed.slack.text(v).contains(words)),
            Bed.PATIENCE);
    header(user, typed);
    said.append(masked(bed.slack.text(view))).append("\n\n");
  }

  /** Closes the dialog that somebody sees. */
  void closes(String user) {
    bed.slack.as(user).close(bed.slack.modal(user).orElseThrow());
  }

  /** How much somebody was told that is written down, or was to be forgotten. */
  int told(String user) {
    return told.getOrDefault(user, 0);
  }

  /** Leaves out what somebody was told so far. */
  void forget(String user) {
    told.put(user, bed.slack.ephemerals(user).size());
  }

  /** Waits until somebody was told so many things, all in all. */
  void awaitTold(String user, int many) throws InterruptedException {
    bed.slack.await(
        user + " is told " + many + " things",
        () -> bed.slack.ephemerals(user).size() >= many,
        Bed.PATIENCE);
  }

  private void header(String user, String what) {
    var name = user.substring(2).toLowerCase(Locale.ROOT);
    said.append("> @").append(name).append(' ').append(masked(shortened(what))).append('\n');
  }

  private static String shortened(String typed) {
    return typed.replaceAll("x{100,}", "xxx…");
  }

  /** What is another one in each run. */
  private String masked(String text) {
    var ids =
        text.replace(bed.account.server().instance(), "i-SERVER")
            .replace(bed.account.neighbour().instance(), "i-NEIGHBOUR");
    return ids.replaceAll("IR-[0-9]{4}-", "IR-2026-")
        .replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
        .replaceAll("audit #([0-9]+) `[0-9a-f]{8}`", "audit #$1 `HASH`")
        .replaceAll("\\b(eni|sg|vpc|vol|subnet)-[0-9a-f]{8,17}\\b", "$1-ID")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}Z?", "TIME")
        .replaceAll("\\b[0-9]{2}:[0-9]{2}:[0-9]{2}Z", "TIME")
        .replaceAll("err `[0-9a-f]{8}`", "err `ID`")
        .replaceAll("in [0-9]+ objects", "in N objects")
        .replaceAll("http://127\\.0\\.0\\.1:[0-9]+/\\S*", "URL");
  }

  /** Compares all that was said since the last time with the file. */
  void isGolden(String file) {
    var path = FOLDER.resolve(file);
    try {
      if (Boolean.getBoolean("golden.rewrite")) {
        Files.createDirectories(FOLDER);
        Files.writeString(path, said.toString());
      }
      assertThat(path).as("run with -Dgolden.rewrite=true to write it").exists();
      assertThat(said.toString().lines())
          .as("%s: run with -Dgolden.rewrite=true to accept what is told now", path)
          .containsExactlyElementsOf(Files.readAllLines(path));
      said = new StringBuilder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
