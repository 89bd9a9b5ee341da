package io.cordon.sandbox.crash;

import io.cordon.ledger.Entry;
import io.cordon.ledger.Fact;
import io.cordon.sandbox.aws.AnsweredCall;
import io.cordon.sandbox.slack.Calls;
import io.cordon.sandbox.slack.Message;
import io.cordon.sandbox.slack.SecurityTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the channel tells what the ledger tells, each line once, and never what is not so. */
final class ChannelCheck {
  private final World world;
  private final List<Entry> entries;

  ChannelCheck(World world, List<Entry> entries) {
    this.world = world;
    this.entries = entries;
  }

  /** What is not as promised. */
  List<String> wrong(Scenario scenario) {
    var slack = world.slack();
    var wrong = new ArrayList<String>();
    var cards = slack.messages(SecurityTeam.CHANNEL);
    if (cards.size() != 1) {
      wrong.add("there are " + cards.size() + " cards");
      return wrong;
    }
    var card = slack.text(cards.getFirst());
    scenario.card().stream()
        .filter(words -> !card.contains(words))
        .forEach(words -> wrong.add("the card does not say " + words + ": " + card));
    checkThread(cards.getFirst(), wrong);
    if (scenario.entries().containsKey("action.approved")) {
      checkCopies(cards.getFirst(), wrong);
    }
    checkNeverFalse(wrong);
    return wrong;
  }

  private void checkThread(Message card, List<String> wrong) {
    var slack = world.slack();
    var text = new StringBuilder();
    slack.thread(card.channel(), card.ts()).stream()
        .skip(1)
        .forEach(reply -> text.append(slack.text(reply)).append('\n'));
    for (var entry : entries) {
      var told = count(text, mark(entry));
      if (told != (isOnCard(entry) ? 0 : 1)) {
        wrong.add(entry.fact().kind() + " is told " + told + " times in the thread");
      }
    }
  }

  /**
   * One in the thread and one with whoever is on call, both up to date. What was decided before it
   * was shown asks nobody any more, so that one of them may be missing.
   */
  private void checkCopies(Message card, List<String> wrong) {
    var slack = world.slack();
    var copies =
        Stream.concat(
                slack.thread(card.channel(), card.ts()).stream(),
                slack.directMessages(SecurityTeam.BOB).stream())
            .map(slack::text)
            .filter(text -> text.contains("Requested by"))
            .toList();
    if (copies.isEmpty() || copies.size() > 2) {
      wrong.add("there are " + copies.size() + " copies of the request");
    }
    copies.stream()
        .filter(text -> !text.contains("✅ Done") || text.contains("Review…"))
        .forEach(text -> wrong.add("a copy does not say that it is done: " + text));
  }

  /** The words by which a line of the thread names its entry. */
  private static Pattern mark(Entry entry) {
    return entry.fact() instanceof Fact.Checkpoint
        ? Pattern.compile("chain signed to #" + (entry.seq() - 1) + "\\b")
        : Pattern.compile("audit #" + entry.seq() + "\\b\\W*" + entry.hash().substring(0, 8));
  }

  /** The first finding and the card itself have no line. */
  private static boolean isOnCard(Entry entry) {
    return entry.fact() instanceof Fact.FindingReceived || entry.fact() instanceof Fact.CardPosted;
  }

  private static long count(CharSequence text, Pattern pattern) {
    return pattern.matcher(text).results().count();
  }

  /** The first message that says contained came after the last change. */
  private void checkNeverFalse(List<String> wrong) {
    var said =
        world.slack().calls().all().stream()
            .filter(call -> call.method().startsWith("chat."))
            .filter(call -> call.arguments().toString().contains("🟢 Contained"))
            .map(Calls.Call::at)
            .findFirst();
    var changed = AccountCheck.changes(world).stream().map(AnsweredCall::at);
    if (said.isPresent() && changed.anyMatch(at -> at.isAfter(said.get()))) {
      wrong.add("the card said contained before it was");
    }
  }
}
