package io.cordon.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.findings.Finding;
import io.cordon.findings.FindingReader;
import io.cordon.findings.Reading;
import io.cordon.findings.Severity;
import io.cordon.ledger.Actor;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Case;
import io.cordon.ledger.Decided;
import io.cordon.ledger.Decision;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Messages;
import io.cordon.work.Then;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads accepted messages and puts each finding into the case that it belongs to. */
public final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final Messages messages;
  private final FindingReader reader;
  private final Ledger ledger;
  private final Duration window;
  private final Clock clock;

  /**
   * An intake.
   *
   * @param window for how long after its last finding a case takes in more about the same resource
   */
  public Intake(
      Messages messages, FindingReader reader, Ledger ledger, Duration window, Clock clock) {
    this.messages = messages;
    this.reader = reader;
    this.ledger = ledger;
    this.window = window;
    this.clock = clock;
  }

  /**
   * Keeps a message that is to be read; what tells of something critical is read before the rest,
   * however much of that there is. After this returned it cannot be lost.
   *
   * @param id SNS's message id
   * @return false if it was kept before
   */
  public boolean accept(String id, byte[] bytes) {
    return isGrave(id, bytes) ? messages.acceptGrave(id, bytes) : messages.accept(id, bytes);
  }

  private boolean isGrave(String id, byte[] bytes) {
    try {
      return reader.read(envelope(id, bytes).text()).stream().anyMatch(Intake::isGrave);
    } catch (RuntimeException e) {
      log.debug("whether {} is critical is found out when it is read", id, e);
      return false;
    }
  }

  private static boolean isGrave(Reading reading) {
    return reading instanceof Reading.Read read
        && read.finding().severity() == Severity.CRITICAL
        && read.finding().status() == Finding.Status.ACTIVE;
  }

  /** Reads a message. Reading it again changes nothing. */
  public Then read(String id) {
    var bytes = messages.bytes(id);
    var envelope = envelope(id, bytes);
    var readings = reader.read(envelope.text());
    for (int part = 0; part < readings.size(); part++) {
      switch (readings.get(part)) {
        case Reading.Read read -> take(envelope, read);
        case Reading.Unreadable unreadable -> take(envelope, unreadable, part);
      }
    }
    return new Then.Done();
  }

  /** An SNS message: its topic and its text, and the hash of all of its bytes. */
  private record Envelope(String id, String topic, String text, String sha256) {
    Actor actor() {
      return Actor.topic(topic);
    }

    Fact.FindingReceived received(Finding finding, Case state) {
      return new Fact.FindingReceived(state.fileOf(id), sha256, id, topic, finding);
    }
  }

  private static Envelope envelope(String id, byte[] bytes) {
    try {
      JsonNode tree = CanonicalJson.parse(new String(bytes, StandardCharsets.UTF_8));
      return new Envelope(
          id,
          tree.path("TopicArn").asText(),
          tree.path("Message").asText(),
          CanonicalJson.sha256(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an accepted message is no JSON: " + id, e);
    }
  }

  private void take(Envelope envelope, Reading.Read read) {
    var finding = Excerpt.of(read.finding());
    var decided =
        ledger.correlate(
            Correlation.keys(finding),
            state -> joins(state, finding),
            state ->
                Decision.of(
                        envelope.actor(),
                        state.key(),
                        facts(envelope.received(finding, state), state))
                    .once("finding " + read.sha256()));
    tell(envelope, decided);
  }

  /** A worse finding than all before wakes a case that sleeps, and calls people once. */
  private static Fact[] facts(Fact.FindingReceived received, Case state) {
    var finding = received.finding();
    return finding.status() == Finding.Status.ACTIVE && state.isWokenBy(finding.severity())
        // A card that is still to come calls them itself.
        ? new Fact[] {received, new Fact.CaseWoken(Fact.Waking.WORSE, state.card().isPresent())}
        : new Fact[] {received};
  }

  private void take(Envelope envelope, Reading.Unreadable unreadable, int part) {
    var decided =
        ledger.correlate(
            List.of("unreadable " + envelope.id()),
            _ -> true,
            state ->
                Decision.of(
                        envelope.actor(),
                        state.key(),
                        new Fact.FindingUnreadable(
                            state.fileOf(envelope.id()),
                            envelope.sha256(),
                            envelope.id(),
                            envelope.topic(),
                            unreadable.reason()))
                    .once("unreadable " + envelope.id() + " " + part));
    tell(envelope, decided);
  }

  /**
   * Puts a finding into its case that somebody found in its product, as if it had come in. Doing so
   * again changes nothing.
   *
   * @param id names its bytes among the messages; no message of SNS has such a name
   * @param bytes the finding as its product has it
   */
  public TakenUp takeUp(String id, byte[] bytes, Actor by) {
    messages.keepUnread(id, bytes);
    return switch (reader.read(new String(bytes, StandardCharsets.UTF_8)).getFirst()) {
      case Reading.Read read -> takeUp(id, CanonicalJson.sha256(bytes), read, by);
      case Reading.Unreadable unreadable -> new TakenUp.Unreadable(unreadable.reason());
    };
  }

  private TakenUp takeUp(String id, String sha256, Reading.Read read, Actor by) {
    var finding = Excerpt.of(read.finding());
    var decided =
        ledger.correlate(
            Correlation.keys(finding),
            state -> joins(state, finding),
            state ->
                Decision.<TakenUp>of(
                        by,
                        state.seq() == 0
                            ? new TakenUp.Opened(state.key())
                            : new TakenUp.Joined(state.key()),
                        facts(
                            new Fact.FindingReceived(state.fileOf(id), sha256, id, "", finding),
                            state))
                    .once("finding " + read.sha256()));
    return switch (decided) {
      case Decided.Written<TakenUp> written -> written.answer();
      case Decided.Duplicate<TakenUp> duplicate -> new TakenUp.Known(duplicate.first());
    };
  }

  /**
   * An update of something that is over joins whatever case knows it; news join what is open, and
   * what is silenced for as long as it is.
   */
  private boolean joins(Case state, Finding finding) {
    if (finding.status() != Finding.Status.ACTIVE) {
      return true;
    }
    var last = state.latestAt().or(state::opened);
    return state.closed().isEmpty()
        && (state.snooze().isPresent()
            || last.filter(at -> at.plus(window).isAfter(clock.instant())).isPresent());
  }

  private static void tell(Envelope envelope, Decided<?> decided) {
    switch (decided) {
      case Decided.Written<?> written ->
          log.info("message {} is in {}", envelope.id(), written.state().key());
      case Decided.Duplicate<?> duplicate ->
          log.info("message {} repeats what {} has", envelope.id(), duplicate.first());
    }
  }
}
