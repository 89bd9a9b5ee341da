package io.cordon.sandbox.slack;

import java.net.URI;

/** How the workspace reaches the app. */
public sealed interface Connection {

  /** Signed posts to the app's request URL. */
  record Http(URI requestUrl) implements Connection {}

  /** Envelopes over the WebSocket that the app has opened. */
  record Socket() implements Connection {}
}
