package io.cordon.findings;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A call that CloudTrail recorded and a rule of the user's own picked out. */
final class CloudTrailFormat implements Format {

  /** "AWS API Call", "AWS Console Sign In", "AWS Service Event", "AWS Insight". */
  @Override
  public boolean announcedBy(String detailType) {
    return detailType.endsWith(" via CloudTrail");
  }

  @Override
  public boolean recognises(Fields object) {
    return object.has("eventName") && object.has("eventSource") && object.has("eventVersion");
  }

  @Override
  public Draft read(Fields event, Envelope envelope) {
    String name = event.text("eventName");
    Instant time = event.time("eventTime");
    return new Draft("CloudTrail")
        .id(event.text("eventID"))
        .type(event.text("eventSource") + ":" + name)
        .text(name.isEmpty() ? "" : name + " on " + event.text("eventSource"), description(event))
        .unrated()
        .in(
            event.firstText("recipientAccountId", "userIdentity.accountId"),
            event.text("awsRegion"))
        .about(resources(event))
        .seen(time, time)
        .updatedAt(time)
        .remote(event.text("sourceIPAddress"));
  }

  private static String description(Fields event) {
    String by = event.text("userIdentity.arn");
    String error = event.text("errorCode");
    String caller = by.isEmpty() ? "" : "Called by " + by + ".";
    return error.isEmpty() ? caller : (caller + " Error: " + error + ".").strip();
  }

  /** The actor comes first: a case about credentials is a case about who used them. */
  private static List<Resource> resources(Fields event) {
    Fields identity = event.at("userIdentity");
    Fields issuer = identity.at("sessionContext.sessionIssuer");
    boolean session = issuer.has("userName");
    List<Resource> actor =
        Resources.credentials(
            identity.text("accessKeyId"),
            session ? issuer.text("type") : identity.text("type"),
            session ? issuer.text("userName") : identity.text("userName"));
    Stream<Resource> targets =
        event.list("resources").stream()
            .filter(resource -> !resource.text("ARN").isEmpty())
            .map(resource -> Resources.of(resource.text("type"), resource.text("ARN"), ""));
    return Stream.concat(actor.stream(), targets).toList();
  }
}
