package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.util.stream.Stream;

/**
 * A CloudWatch alarm that changed its state: straight to SNS, through EventBridge, or in the form
 * that Lambda gets.
 */
final class AlarmFormat implements Format {

  @Override
  public boolean announcedBy(String detailType) {
    return detailType.equals("CloudWatch Alarm State Change");
  }

  @Override
  public boolean recognises(Fields object) {
    return (object.has("AlarmName") && object.has("NewStateValue"))
        || (object.has("alarmData") && object.has("alarmArn"));
  }

  @Override
  public Draft read(Fields alarm, Envelope envelope) {
    String name = alarm.firstText("AlarmName", "alarmData.alarmName");
    String state = alarm.firstText("NewStateValue", "state.value", "alarmData.state.value");
    String arn = arn(alarm, envelope);
    return new Draft("CloudWatch")
        .id(arn)
        .type("CloudWatch Alarm State Change")
        .text(title(name, state), description(alarm))
        .unrated()
        .in(account(alarm, arn), region(alarm, arn))
        .about(AlarmResources.of(alarm, name, arn))
        .updatedAt(
            alarm.time("StateChangeTime", "state.timestamp", "alarmData.state.timestamp", "time"))
        .status(state.equals("OK") ? Status.RESOLVED : Status.ACTIVE);
  }

  private static String title(String name, String state) {
    return name.isEmpty() ? "" : name + ": " + state;
  }

  private static String description(Fields alarm) {
    return alarm.firstText(
        "NewStateReason",
        "state.reason",
        "alarmData.state.reason",
        "AlarmDescription",
        "configuration.description");
  }

  /** EventBridge names it only in the envelope's resources. */
  private static String arn(Fields alarm, Envelope envelope) {
    return Stream.concat(Stream.of(alarm.text("AlarmArn")), envelope.resources().stream())
        .filter(text -> Arn.of(text).isPresent())
        .findFirst()
        .orElse("");
  }

  private static String account(Fields alarm, String arn) {
    String own = alarm.firstText("AWSAccountId", "accountId");
    return own.isEmpty() ? Arn.account(arn) : own;
  }

  /** SNS gets the region's display name ("US East (N. Virginia)"), which is no region. */
  private static String region(Fields alarm, String arn) {
    return Stream.of(alarm.text("region"), Arn.region(arn))
        .filter(region -> region.matches("[a-z]{2,9}(-[a-z]{2,12}){1,3}-[0-9]{1,2}"))
        .findFirst()
        .orElse("");
  }
}
