package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.util.List;

/** AWS Health: what AWS itself has to tell an account, exposed credentials and abuse among it. */
final class HealthFormat implements Format {

  /** "AWS Health Event", "AWS Health Abuse Event". */
  @Override
  public boolean announcedBy(String detailType) {
    return detailType.startsWith("AWS Health ");
  }

  @Override
  public boolean recognises(Fields object) {
    return object.has("eventTypeCode") && object.has("eventArn");
  }

  @Override
  public Draft read(Fields event, Envelope envelope) {
    String arn = event.text("eventArn");
    String region = event.text("eventRegion");
    String code = event.text("eventTypeCode");
    boolean closed = event.text("statusCode").equals("closed");
    return new Draft("Health")
        .id(arn)
        .type(code)
        .text(code, description(event))
        .unrated()
        .in(event.text("affectedAccount"), region.isEmpty() ? Arn.region(arn) : region)
        .about(resources(event, envelope))
        .seen(event.time("startTime"), null)
        .updatedAt(event.time("lastUpdatedTime"))
        .status(closed ? Status.RESOLVED : Status.ACTIVE);
  }

  private static String description(Fields event) {
    return event.list("eventDescription").stream()
        .map(description -> description.text("latestDescription"))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static List<Resource> resources(Fields event, Envelope envelope) {
    List<String> entities =
        event.list("affectedEntities").stream()
            .map(entity -> entity.text("entityValue"))
            .filter(id -> !id.isEmpty())
            .toList();
    List<String> ids = entities.isEmpty() ? envelope.resources() : entities;
    return ids.stream().map(Resources::byId).toList();
  }
}
