package io.cordon.bot.slack;

import io.cordon.commands.Replies.Sender;
import io.cordon.people.Person;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Sweeps;

/** Tells whoever wanted something done with many cases what came of it. */
public final class SweepReport implements Sweeps.Report {
  private final SlackReplies replies;
  private final SlackText texts;
  private final String channel;

  /**
   * Reports.
   *
   * @param channel where people are told whose response URL no longer works
   */
  public SweepReport(SlackReplies replies, SlackText texts, String channel) {
    this.replies = replies;
    this.texts = texts;
    this.channel = channel;
  }

  @Override
  public void tell(Person person, String address, Sweeps.Swept swept) {
    replies.tell(new Sender(person.id(), channel, address), texts.swept(swept));
  }
}
