package io.cordon.bot.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a request's body up to a limit. Javalin's own limit looks at Content-Length only, which a
 * chunked request does not have.
 */
public final class CappedBody {
  /** The most bytes that any route takes. */
  public static final int MOST = 1024 * 1024;

  private CappedBody() {}

  /**
   * The bytes as they came; empty if there are more than {@link #MOST}, to be answered with 413.
   *
   * @throws IOException if the sender stops in the middle
   */
  public static Optional<byte[]> read(Context context) throws IOException {
    if (context.req().getContentLengthLong() > MOST) {
      return tooMany(context);
    }
    var bytes = context.req().getInputStream().readNBytes(MOST + 1);
    return bytes.length > MOST ? tooMany(context) : Optional.of(bytes);
  }

  /** The rest is not read, so that no other request can follow it on this connection. */
  private static Optional<byte[]> tooMany(Context context) {
    context.header("Connection", "close");
    return Optional.empty();
  }
}
