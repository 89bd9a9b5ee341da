package io.cordon.bot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.response.Response;
import io.cordon.commands.Answer;
import io.cordon.commands.Offers;
import io.cordon.commands.Replies.Sender;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.templates.slack.OfferButton;
import io.cordon.templates.slack.SlackText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens cases for findings that somebody was shown. Answers that only one person sees have no ts by
 * which they could be recorded; instead the offer is, for that person alone.
 */
public final class OfferClicks {
  private final Offers offers;
  private final Authority authority;
  private final Feedback feedback;
  private final SlackText texts;

  /** Clicks on these offers. */
  public OfferClicks(Offers offers, Authority authority, Feedback feedback, SlackText texts) {
    this.offers = offers;
    this.authority = authority;
    this.feedback = feedback;
    this.texts = texts;
  }

  /** Has this app send those clicks here. */
  public void register(App app) {
    app.blockAction(
        Pattern.compile(Pattern.quote(OfferButton.PREFIX) + "[0-9a-f]{32}"),
        (request, context) -> clicked(request.getPayload(), context));
  }

  private Response clicked(BlockActionPayload payload, ActionContext context) {
    var user = payload.getUser();
    var team = Optional.ofNullable(user.getTeamId()).orElse(payload.getTeam().getId());
    var person = new Person(user.getId(), team, user.getName());
    var sender =
        new Sender(
            person.id(),
            Optional.ofNullable(payload.getContainer().getChannelId()).orElse(""),
            Optional.ofNullable(payload.getResponseUrl()).orElse(""));
    var id = payload.getActions().getFirst().getValue();
    feedback.guarded(sender, () -> feedback.tell(sender, texts.answer(answer(id, person))));
    return context.ack();
  }

  private Answer answer(String id, Person person) {
    return authority
        .refusal(person)
        .<Answer>map(Answer.Refused::new)
        .orElseGet(() -> offers.take(id, person));
  }
}
