package io.cordon.findings;

import io.cordon.findings.Resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an alarm watches, by the dimensions of its metrics, and the alarm itself. */
final class AlarmResources {

  private static final Map<String, Kind> DIMENSIONS =
      Map.of(
          "InstanceId", Kind.INSTANCE,
          "BucketName", Kind.BUCKET,
          "FunctionName", Kind.FUNCTION,
          "DBInstanceIdentifier", Kind.DATABASE,
          "ClusterName", Kind.CLUSTER);

  private AlarmResources() {}

  /** The alarm comes last: an alarm on a bare number is about nothing else. */
  static List<Resource> of(Fields alarm, String name, String arn) {
    Stream<Resource> watched =
        Stream.of(
                Stream.of(alarm.at("Trigger")),
                alarm.list("Trigger.Metrics").stream().map(m -> m.at("MetricStat.Metric")),
                alarm.list("configuration.metrics").stream().map(m -> m.at("metricStat.metric")),
                alarm.list("alarmData.configuration.metrics").stream()
                    .map(m -> m.at("metricStat.metric")))
            .flatMap(metrics -> metrics)
            .flatMap(AlarmResources::ofMetric);
    Stream<Resource> itself =
        name.isEmpty()
            ? Stream.empty()
            : Stream.of(Resources.of(Kind.OTHER, "AWS::CloudWatch::Alarm", name, arn));
    return Stream.concat(watched, itself).toList();
  }

  /** SNS gets a list of names and values, EventBridge an object. */
  private static Stream<Resource> ofMetric(Fields metric) {
    Fields dimensions = metric.at("dimensions");
    Stream<Resource> listed =
        metric.list("dimensions").stream()
            .flatMap(pair -> watched(pair.text("name"), pair.text("value")));
    Stream<Resource> named =
        dimensions.entries().stream()
            .flatMap(entry -> watched(entry.getKey(), entry.getValue().text()));
    return Stream.concat(listed, named);
  }

  private static Stream<Resource> watched(String dimension, String value) {
    Kind kind = DIMENSIONS.get(dimension);
    return kind == null || value.isEmpty()
        ? Stream.empty()
        : Stream.of(new Resource(kind, value, dimension, null));
  }
}
