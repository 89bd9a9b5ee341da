package io.cordon.bot.slack;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import io.cordon.commands.Commands;
import io.cordon.commands.Replies.Sender;
import io.cordon.commands.Taken;
import io.cordon.commands.Typed;
import io.cordon.people.Person;
import io.cordon.templates.slack.SlackText;
import java.util.Optional;

/** From what people type to what Cordon does, and back to them. Slack's types end here. */
public final class SlackCommands {
  private final Commands commands;
  private final CommandDialogs dialogs;
  private final Feedback feedback;
  private final SlackText texts;

  /** The commands of one workspace. */
  public SlackCommands(
      Commands commands, CommandDialogs dialogs, Feedback feedback, SlackText texts) {
    this.commands = commands;
    this.dialogs = dialogs;
    this.feedback = feedback;
    this.texts = texts;
  }

  /** Has this app send its commands here. */
  public void register(App app) {
    commands.verbs().slashCommands().forEach(name -> app.command(name, this::typed));
  }

  private Response typed(SlashCommandRequest request, SlashCommandContext context) {
    var typed = typed(request.getPayload());
    feedback.guarded(typed.sender(), () -> take(typed));
    return context.ack();
  }

  private static Typed typed(SlashCommandPayload payload) {
    var person = new Person(payload.getUserId(), payload.getTeamId(), payload.getUserName());
    var text = TypedText.of(Optional.ofNullable(payload.getText()).orElse(""));
    return new Typed(
        payload.getTriggerId(),
        payload.getCommand(),
        text.text(),
        text.people(),
        person,
        new Sender(person.id(), payload.getChannelId(), payload.getResponseUrl()));
  }

  private void take(Typed typed) {
    var sender = typed.sender();
    switch (commands.take(typed)) {
      case Taken.Answered answered -> feedback.tell(sender, texts.answer(answered.answer()));
      case Taken.Looks looks ->
          feedback.inBackground(
              sender,
              () ->
                  feedback.tell(
                      sender, texts.answer(commands.look(looks.command(), typed.person()))));
      case Taken.Asks asks ->
          feedback.inBackground(sender, () -> dialogs.open(typed, asks.command()));
    }
  }
}
