package io.cordon.sandbox.crash;

import io.cordon.sandbox.RequestForm;
import io.cordon.sandbox.slack.Ack;
import io.cordon.sandbox.slack.Click;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.Submission;
import io.cordon.sandbox.slack.View;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What somebody wants done, step by step. When it was interrupted they go on where they are: what
 * was confirmed is not done again, what showed an error or nothing is.
 */
sealed interface Deed {
  /** How long somebody looks at a screen on which nothing happens. */
  Duration PATIENCE = Duration.ofSeconds(20);

  /** Does what is left to do; to be called again if Cordon died meanwhile. */
  void proceed() throws InterruptedException;

  /** How often something was done a second time, in words; "" if nothing was. */
  String again();

  /** SNS delivers a finding until it is taken. */
  final class Delivery implements Deed {
    private final World world;
    private byte[] message = {};
    private boolean taken;
    private int tries;

    Delivery(World world) {
      this.world = world;
    }

    @Override
    public void proceed() {
      if (message.length == 0) {
        message = world.publishFinding();
      }
      while (!taken && tries < 20) {
        tries++;
        taken = world.post(message);
        if (!taken && !world.isUp()) {
          return;
        }
      }
    }

    @Override
    public String again() {
      return tries > 1 ? "redelivered" : "";
    }
  }

  /** Alice takes the case. */
  final class Acknowledgement implements Deed {
    private final World world;
    private boolean taken;
    private int tries;

    Acknowledgement(World world) {
      this.world = world;
    }

    @Override
    public void proceed() throws InterruptedException {
      if (!taken) {
        tries++;
        taken = press(world, "Acknowledge");
      }
    }

    @Override
    public String again() {
      return tries > 1 ? "pressed again" : "";
    }
  }

  /** Alice presses an action's button, fills the modal in and submits it. */
  final class Request implements Deed {
    private static final String REASON = "it talks to a known C2 domain";
    private static final int MOST_PRESSES = 5;

    private final World world;
    private final String button;
    private boolean taken;
    private int presses;
    private int submits;

    Request(World world, String button) {
      this.world = world;
      this.button = button;
    }

    @Override
    public void proceed() throws InterruptedException {
      if (taken) {
        return;
      }
      if (world.slack().modal(SecurityTeam.ALICE).isEmpty()) {
        do {
          presses++;
          long before = toldTooLate();
          if (!press(world, button)) {
            return;
          }
          world.slack().await("the impact", () -> isChecked() || toldTooLate() > before, PATIENCE);
        } while (!isChecked() && presses < MOST_PRESSES);
      }
      View modal = world.slack().modal(SecurityTeam.ALICE).orElseThrow();
      submits++;
      var answer =
          world.slack().as(SecurityTeam.ALICE).submit(modal, RequestForm.words(modal, REASON));
      taken = answer instanceof Submission.Closed;
    }

    /** On a slow machine Slack's three seconds for a dialog may be over: then they press again. */
    private long toldTooLate() {
      var slack = world.slack();
      return slack.ephemerals(SecurityTeam.ALICE).stream()
          .filter(m -> slack.text(m).contains("came too late"))
          .count();
    }

    private boolean isChecked() {
      var slack = world.slack();
      return slack
          .modal(SecurityTeam.ALICE)
          .filter(view -> !slack.text(view).contains("Checking the impact"))
          .isPresent();
    }

    @Override
    public String again() {
      return (presses > 1 ? "pressed again" : "")
          + (presses > 1 && submits > 1 ? ", " : "")
          + (submits > 1 ? "submitted again" : "");
    }
  }

  /** Alice has the instance isolated, and Bob agrees on the copy that he has directly. */
  final class Consent implements Deed {
    private final World world;
    private final Request request;
    private boolean agreed;
    private int submits;

    Consent(World world) {
      this.world = world;
      request = new Request(world, "Isolate instance…");
    }

    @Override
    public void proceed() throws InterruptedException {
      request.proceed();
      if (!request.taken || agreed) {
        return;
      }
      var slack = world.slack();
      var bob = slack.as(SecurityTeam.BOB);
      // What is decided before it was shown is not shown any more: that is not what is killed here.
      slack.await("the request in the thread", this::isInThread, PATIENCE);
      Message copy =
          slack.awaitSome(
              "the request",
              () -> slack.directMessages(SecurityTeam.BOB).stream().findFirst(),
              PATIENCE);
      if (slack.modal(SecurityTeam.BOB).isEmpty()) {
        try {
          bob.click(copy, "Review…");
        } catch (NoSuchElementException _) {
          // The button is gone, because it is decided.
          agreed = true;
          return;
        }
      }
      View modal = slack.awaitSome("a modal", () -> slack.modal(SecurityTeam.BOB), PATIENCE);
      submits++;
      var answer = bob.submit(modal, Map.of("choice", List.of("Approve")));
      agreed = answer instanceof Submission.Closed;
    }

    private boolean isInThread() {
      var slack = world.slack();
      return slack.messages(SecurityTeam.CHANNEL).stream()
          .flatMap(card -> slack.thread(card.channel(), card.ts()).stream())
          .anyMatch(reply -> slack.text(reply).contains("Requested by"));
    }

    @Override
    public String again() {
      return request.again() + (submits > 1 ? " approved again" : "");
    }
  }

  /** Presses a button of the card; whether Slack showed no error. */
  private static boolean press(World world, String button) throws InterruptedException {
    var slack = world.slack();
    Message card =
        slack.awaitSome(
            "the card", () -> slack.messages(SecurityTeam.CHANNEL).stream().findFirst(), PATIENCE);
    try {
      Click click = slack.as(SecurityTeam.ALICE).click(card, button);
      Ack ack = click.dialog().isPresent() ? click.confirm() : click.ack();
      return ack.ok();
    } catch (NoSuchElementException _) {
      // The button is gone, because what it is for is done or under way.
      return true;
    }
  }
}
