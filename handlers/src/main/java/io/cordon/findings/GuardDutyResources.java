package io.cordon.findings;

import io.cordon.findings.Resource.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a GuardDuty finding is about. {@code resourceType} names the primary one; blocks of others
 * can stand beside it (an S3 finding also carries the access key).
 */
final class GuardDutyResources {

  /**
   * One block of {@code resource}, under the {@code resourceType} that makes it the primary one.
   */
  private record Block(String resourceType, Function<Fields, List<Resource>> reader) {}

  /** In the order in which they are listed after the primary one. */
  private static final List<Block> BLOCKS =
      List.of(
          new Block("Instance", one(Kind.INSTANCE, "instanceDetails", "instanceId")),
          new Block("AccessKey", GuardDutyResources::accessKey),
          new Block("S3Bucket", GuardDutyResources::buckets),
          new Block("S3Object", GuardDutyResources::objects),
          new Block("Container", GuardDutyResources::containers),
          new Block("EKSCluster", one(Kind.CLUSTER, "eksClusterDetails", "name", "arn")),
          new Block("ECSCluster", one(Kind.CLUSTER, "ecsClusterDetails", "name", "arn")),
          new Block(
              "RDSDBInstance",
              one(Kind.DATABASE, "rdsDbInstanceDetails", "dbInstanceIdentifier", "dbInstanceArn")),
          new Block(
              "RDSLimitlessDB",
              one(
                  Kind.DATABASE,
                  "rdsLimitlessDbDetails",
                  "dbShardGroupIdentifier",
                  "dbShardGroupArn")),
          new Block("Lambda", one(Kind.FUNCTION, "lambdaDetails", "functionName", "functionArn")),
          new Block("EBSSnapshot", one(Kind.OTHER, "ebsSnapshotDetails", "snapshotArn")),
          new Block("EC2Image", one(Kind.IMAGE, "ec2ImageDetails", "imageArn")),
          new Block("RecoveryPoint", one(Kind.OTHER, "recoveryPointDetails", "recoveryPointArn")),
          new Block("EBSVolume", GuardDutyResources::volumes));

  private GuardDutyResources() {}

  /** The primary one first. */
  static List<Resource> of(Fields finding) {
    Fields resource = finding.at("resource");
    String primary = resource.text("resourceType");
    List<Resource> ofBlocks =
        BLOCKS.stream()
            .sorted(Comparator.comparing(block -> !isFor(block, primary)))
            .flatMap(block -> block.reader().apply(resource).stream())
            .toList();
    List<Resource> ofSequence = AttackSequence.resources(finding.at("service.detection.sequence"));
    return Stream.concat(ofBlocks.stream(), ofSequence.stream()).toList();
  }

  /** A malware finding on an object is about its bucket as far as anyone can act. */
  private static boolean isFor(Block block, String resourceType) {
    return block.resourceType().equalsIgnoreCase(resourceType)
        || (resourceType.equalsIgnoreCase("S3Object") && block.resourceType().equals("S3Bucket"));
  }

  private static Function<Fields, List<Resource>> one(Kind kind, String block, String... idNames) {
    String type = word(block);
    return resource -> {
      Fields details = resource.at(block);
      String id = details.firstText(idNames);
      String arn = details.text(idNames[idNames.length - 1]);
      return id.isEmpty() ? List.of() : List.of(Resources.of(kind, type, id, arn));
    };
  }

  private static List<Resource> accessKey(Fields resource) {
    Fields key = resource.at("accessKeyDetails");
    return Resources.credentials(
        key.text("accessKeyId"), key.text("userType"), key.text("userName"));
  }

  private static List<Resource> buckets(Fields resource) {
    return resource.list("s3BucketDetails").stream()
        .filter(bucket -> !bucket.firstText("name", "arn").isEmpty())
        .map(bucket ->
            Resources.of(
                Kind.BUCKET, "S3Bucket", bucket.firstText("name", "arn"), bucket.text("arn")))
        .toList();
  }

  private static List<Resource> objects(Fields resource) {
    return resource.list("s3BucketDetails").stream()
        .flatMap(bucket -> bucket.list("s3ObjectDetails").stream())
        .filter(object -> !object.firstText("objectArn", "key").isEmpty())
        .map(object ->
            Resources.of(
                Kind.OTHER,
                "S3Object",
                object.firstText("objectArn", "key"),
                object.text("objectArn")))
        .toList();
  }

  /** Of its own, or those of the Kubernetes workload or ECS task. */
  private static List<Resource> containers(Fields resource) {
    List<Fields> containers = new ArrayList<>(resource.list("containerDetails"));
    containers.addAll(resource.list("kubernetesDetails.kubernetesWorkloadDetails.containers"));
    containers.addAll(resource.list("ecsClusterDetails.taskDetails.containers"));
    return containers.stream()
        .map(container -> container.firstText("id", "name", "image"))
        .filter(id -> !id.isEmpty())
        .map(id -> new Resource(Kind.CONTAINER, id, "Container", null))
        .toList();
  }

  private static List<Resource> volumes(Fields resource) {
    Fields volumes = resource.at("ebsVolumeDetails");
    return Stream.of("scannedVolumeDetails", "skippedVolumeDetails")
        .flatMap(list -> volumes.list(list).stream())
        .map(volume -> volume.text("volumeArn"))
        .filter(arn -> !arn.isEmpty())
        .map(arn -> Resources.of(Kind.OTHER, "EBSVolume", arn, ""))
        .toList();
  }

  /** "EksCluster" of "eksClusterDetails": the API has no better word for what stands beside. */
  private static String word(String block) {
    String name = block.substring(0, block.length() - "Details".length());
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
