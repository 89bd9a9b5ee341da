package io.cordon.findings;

import java.util.List;

/**
 * What an EventBridge event says around the finding. Account and region are those of the bus that
 * sent it: with a delegated administrator they are not the finding's, so they only stand in.
 *
 * @param resources ids or ARNs, as sent
 */
record Envelope(String detailType, String account, String region, List<String> resources) {

  /** Around a finding that came without an event. */
  static final Envelope NONE = new Envelope("", "", "", List.of());

  static Envelope of(Fields event) {
    return new Envelope(
        event.text("detail-type"),
        event.text("account"),
        event.text("region"),
        event.list("resources").stream()
            .map(Fields::text)
            .filter(text -> !text.isEmpty())
            .toList());
  }
}
