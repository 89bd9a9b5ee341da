package io.cordon.sandbox.slack;

import java.net.URI;
import java.util.List;

/** How the workspace reaches the app. */
public sealed interface Connection {

  /** Signed posts to the app's request URL. */
  record Http(URI requestUrl) implements Connection {}

  /**
   * Signed posts to each of these in turn, as through a load balancer that checks nobody's health.
   */
  record Balanced(List<URI> requestUrls) implements Connection {
    /** Keeps its own copy. */
    public Balanced {
      requestUrls = List.copyOf(requestUrls);
    }
  }

  /** Envelopes over the WebSocket that the app has opened. */
  record Socket() implements Connection {}
}
