package io.cordon.bot.slack;

import com.slack.api.Slack;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slack's addresses for what comes of a click or a command: each takes five messages within half an
 * hour (docs.slack.dev/interactivity/handling-user-interaction). What holds must not depend on
 * them.
 */
public final class ResponseUrls {
  private static final Logger log = LoggerFactory.getLogger(ResponseUrls.class);

  private final Slack slack;
  private final URI api;

  /**
   * Addresses of one Slack.
   *
   * @param api where its Web API is; addresses on the same host and port are Slack's own as well
   */
  public ResponseUrls(Slack slack, URI api) {
    this.slack = slack;
    this.api = api;
  }

  /** Whether an address is one of Slack's: nothing is ever sent to another. */
  boolean isSlacks(String address) {
    try {
      var url = new URI(address);
      return url.getRawUserInfo() == null
          && url.getHost() != null
          && (isOnline(url) || isBesideTheApi(url));
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isOnline(URI url) {
    return "https".equals(url.getScheme())
        && url.getPort() == -1
        && (url.getHost().endsWith(".slack.com") || url.getHost().endsWith(".slack-gov.com"));
  }

  private boolean isBesideTheApi(URI url) {
    return api.getScheme().equals(url.getScheme())
        && api.getHost().equals(url.getHost())
        && api.getPort() == url.getPort();
  }

  /**
   * Sends a message to an address; false if it was not one of Slack's, or Slack did not take it:
   * after half an hour, five messages, or because it did not answer.
   */
  boolean post(String address, String json) {
    if (!isSlacks(address)) {
      return false;
    }
    try {
      var status = slack.send(address, json).getCode();
      log.debug("a response URL answered {}", status);
      return status == 200;
    } catch (IOException e) {
      log.debug("a response URL does not work", e);
      return false;
    }
  }
}
