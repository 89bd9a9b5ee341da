package io.cordon.findings;

import java.util.List;

/**
 * Events of Inspector and Access Analyzer that are no findings: a scan is complete, coverage
 * changed, a preview is ready. They are read as informational, to be recorded without a card.
 */
final class NoticeFormat implements Format {

  @Override
  public boolean announcedBy(String detailType) {
    boolean ofInspector =
        detailType.startsWith("Inspector2 ") && !detailType.equals("Inspector2 Finding");
    return ofInspector || detailType.equals("Access Preview State Change");
  }

  /** The event as a whole: a detail of nothing but counts comes again and again. */
  @Override
  public List<Fields> parts(Fields event) {
    return List.of(event);
  }

  @Override
  public Draft read(Fields event, Envelope envelope) {
    String type = envelope.detailType();
    return new Draft(type.startsWith("Inspector2 ") ? "Inspector" : "Access Analyzer")
        .type(type)
        .text(type, event.firstText("detail.scan-status", "detail.status"))
        .rated(Severity.INFORMATIONAL, "")
        .about(envelope.resources().stream().map(Resources::byId).toList())
        .updatedAt(event.time("time"));
  }
}
