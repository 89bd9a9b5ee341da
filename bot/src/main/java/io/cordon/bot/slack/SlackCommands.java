package io.cordon.bot.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import io.cordon.commands.Answer;
import io.cordon.commands.Commands;
import io.cordon.commands.Replies.Sender;
import io.cordon.commands.SnapshotCommand;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.templates.slack.SlackText;
import java.util.Optional;

/** From what people type to what Cordon does, and back to them. Slack's types end here. */
public final class SlackCommands {
  private final Authority authority;
  private final Commands commands;
  private final Feedback feedback;
  private final SlackText texts;

  /** The commands of one workspace. */
  public SlackCommands(Authority authority, Commands commands, Feedback feedback, SlackText texts) {
    this.authority = authority;
    this.commands = commands;
    this.feedback = feedback;
    this.texts = texts;
  }

  /** Has this app send its commands here. */
  public void register(App app) {
    app.command(SnapshotCommand.NAME, this::snapshot);
  }

  private Response snapshot(SlashCommandRequest request, SlashCommandContext context) {
    var payload = request.getPayload();
    var person = new Person(payload.getUserId(), payload.getTeamId(), payload.getUserName());
    var sender = new Sender(person.id(), payload.getChannelId(), payload.getResponseUrl());
    feedback.guarded(
        sender,
        () -> {
          var refusal = authority.refusal(person);
          Answer answer =
              refusal.isPresent()
                  ? new Answer.Refused(refusal.get())
                  : commands.snapshot(
                      payload.getTriggerId(),
                      Optional.ofNullable(payload.getText()).orElse(""),
                      person,
                      sender);
          feedback.tell(sender, texts.answer(answer));
        });
    return context.ack();
  }
}
