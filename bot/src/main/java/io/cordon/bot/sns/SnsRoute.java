package io.cordon.bot.sns;

import io.cordon.bot.http.CappedBody;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts {@link SnsDoor} at {@link #PATH}. */
public final class SnsRoute implements Handler {
  /** Where SNS posts. */
  public static final String PATH = "/sns";

  private static final Logger log = LoggerFactory.getLogger(SnsRoute.class);

  private final SnsDoor door;

  /** The route to this door. */
  public SnsRoute(SnsDoor door) {
    this.door = door;
  }

  @Override
  public void handle(Context context) throws IOException {
    SnsAnswer answer =
        door.answer(context.header("x-amz-sns-rawdelivery"), CappedBody.read(context));
    switch (answer) {
      case SnsAnswer.Refused _, SnsAnswer.Later _ ->
          log.warn("answered a message of SNS with {}: {}", answer.status(), answer.text());
      case SnsAnswer.Kept _, SnsAnswer.Confirmed _, SnsAnswer.Unsubscribed _ -> {}
    }
    context.status(answer.status()).contentType("text/plain").result(answer.text() + "\n");
  }
}
