package io.cordon.sandbox;

import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import io.cordon.sandbox.slack.Submission;
import io.cordon.sandbox.slack.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Alice and Bob have the same dialog open, and submit it at the same time. */
final class Race {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration RUN_UP = Duration.ofMillis(2);
  private static final String REASON = "both of us saw the same alert";
  private static final List<String> POLITE =
      List.of("has asked for this already", "did this already", "undid this already");

  private final SlackWorkspace slack;

  Race(SlackWorkspace slack) {
    this.slack = slack;
  }

  /**
   * What came of it.
   *
   * @param winner who got it, or "" if that was not exactly one of them
   * @param apart how long one began to submit after the other
   * @param wrong what should not have happened, if something should not
   */
  record Outcome(String winner, Duration apart, List<String> wrong) {}

  /** Runs one by a button of this card. */
  Outcome run(Message card, String button) throws InterruptedException {
    var modals =
        Map.of(
            SecurityTeam.ALICE, dialog(SecurityTeam.ALICE, card, button),
            SecurityTeam.BOB, dialog(SecurityTeam.BOB, card, button));
    int toldAlice = slack.ephemerals(SecurityTeam.ALICE).size();
    int toldBob = slack.ephemerals(SecurityTeam.BOB).size();
    var wrong = new ArrayList<String>();
    var apart = submit(modals, wrong);
    var alice = answer(SecurityTeam.ALICE, toldAlice);
    var bob = answer(SecurityTeam.BOB, toldBob);
    var winner = winner(alice, bob);
    if (winner.isEmpty()) {
      wrong.add("Alice was told: " + alice + " / Bob was told: " + bob);
    }
    return new Outcome(winner, apart, wrong);
  }

  private View dialog(String user, Message card, String button) throws InterruptedException {
    // One that Slack could not submit stays there, until this one takes its place.
    var left = slack.modal(user).map(View::id);
    slack.as(user).click(card, button).confirm();
    return slack.awaitSome(
        "the dialog of " + user + " with what would change",
        () ->
            slack
                .modal(user)
                .filter(v -> !left.equals(Optional.of(v.id())))
                .filter(v -> v.blocks().toString().contains("\"changes-0\"")),
        PATIENCE);
  }

  private Duration submit(Map<String, View> modals, List<String> wrong)
      throws InterruptedException {
    var at = new AtomicLong();
    var start =
        new CyclicBarrier(modals.size(), () -> at.set(System.nanoTime() + RUN_UP.toNanos()));
    try (ExecutorService threads = Executors.newFixedThreadPool(modals.size())) {
      var tasks = new ArrayList<Callable<Long>>();
      modals.forEach((user, modal) ->
          tasks.add(() -> {
            start.await();
            return submit(user, modal, at.get(), wrong);
          }));
      var began = new ArrayList<Long>();
      for (Future<Long> done : threads.invokeAll(tasks)) {
        began.add(done.get());
      }
      return Duration.ofNanos(Math.abs(began.getFirst() - began.getLast()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private long submit(String user, View modal, long at, List<String> wrong) {
    // Both are awake when it begins: whoever is woken would be late.
    while (System.nanoTime() < at) {
      Thread.onSpinWait();
    }
    var began = System.nanoTime();
    var came = slack.as(user).submit(modal, RequestForm.words(modal, REASON));
    if (!(came instanceof Submission.Closed)) {
      synchronized (wrong) {
        wrong.add(user + " submitted, and saw " + came);
      }
    }
    return began;
  }

  private String answer(String user, int before) throws InterruptedException {
    slack.await(
        user + " is told what came of it", () -> slack.ephemerals(user).size() > before, PATIENCE);
    return Stream.of(slack.ephemerals(user))
        .flatMap(all -> all.subList(before, all.size()).stream())
        .map(slack::text)
        .reduce((one, other) -> one + " | " + other)
        .orElse("");
  }

  private static String winner(String alice, String bob) {
    if (isTaken(alice) && isPolite(bob, "@alice")) {
      return SecurityTeam.ALICE;
    }
    return isTaken(bob) && isPolite(alice, "@bob") ? SecurityTeam.BOB : "";
  }

  private static boolean isTaken(String told) {
    return told.contains("is taken in") && POLITE.stream().noneMatch(told::contains);
  }

  private static boolean isPolite(String told, String first) {
    return POLITE.stream().anyMatch(told::contains)
        && told.contains(first)
        && !told.contains("is taken in");
  }
}
