package io.cordon.findings;

import java.util.List;
import java.util.stream.Collectors;

/** The results of a Security Hub insight that somebody sent: counts by name, no findings inside. */
final class InsightFormat implements Format {

  @Override
  public boolean announcedBy(String detailType) {
    return detailType.equals("Security Hub Insight Results");
  }

  /** The event as a whole: the same insight, sent again, is a new notice. */
  @Override
  public List<Fields> parts(Fields event) {
    return List.of(event);
  }

  @Override
  public Draft read(Fields event, Envelope envelope) {
    String results =
        event.list("detail.insightResults").stream()
            .flatMap(result -> result.entries().stream())
            .map(entry -> entry.getKey() + ": " + entry.getValue().text())
            .collect(Collectors.joining(", "));
    return new Draft("Security Hub")
        .id(event.text("detail.insightArn"))
        .type("Security Hub Insight Results")
        .text(event.text("detail.insightName"), results)
        .unrated()
        .updatedAt(event.time("time"));
  }
}
