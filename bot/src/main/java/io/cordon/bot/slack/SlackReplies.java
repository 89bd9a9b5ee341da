package io.cordon.bot.slack;

import com.fasterxml.jackson.databind.util.RawValue;
import io.cordon.commands.Answer;
import io.cordon.commands.Replies;
import io.cordon.ledger.CanonicalJson;
import io.cordon.templates.slack.Message;
import io.cordon.templates.slack.SlackText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that only the person who pressed or typed something sees. */
public final class SlackReplies implements Replies {
  private static final Logger log = LoggerFactory.getLogger(SlackReplies.class);

  private final ResponseUrls urls;
  private final SlackApi api;
  private final SlackText texts;

  /** Replies through response URLs where they work, else through the Web API. */
  public SlackReplies(ResponseUrls urls, SlackApi api, SlackText texts) {
    this.urls = urls;
    this.api = api;
    this.texts = texts;
  }

  @Override
  public void tell(Sender sender, Answer answer) {
    tell(sender, texts.answer(answer));
  }

  /** Tells one person something: by their response URL if it still works, else in the channel. */
  public void tell(Sender sender, Message message) {
    if (!respond(sender, message)) {
      tellInChannel(sender, message);
    }
  }

  private boolean respond(Sender sender, Message message) {
    var payload =
        CanonicalJson.MAPPER
            .createObjectNode()
            .put("response_type", "ephemeral")
            .put("replace_original", false)
            .put("text", message.text())
            .putRawValue("blocks", new RawValue(message.blocks()))
            .toString();
    return urls.post(sender.responseUrl(), payload);
  }

  private void tellInChannel(Sender sender, Message message) {
    try {
      api.tell(
          sender.channel(), sender.user(), new SlackApi.Content(message.text(), message.blocks()));
    } catch (SlackTrouble trouble) {
      log.warn("{} could not be told", sender.user(), trouble);
    }
  }
}
