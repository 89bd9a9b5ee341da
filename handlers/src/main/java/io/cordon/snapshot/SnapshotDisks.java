package io.cordon.snapshot;

import io.cordon.action.Applied;
import io.cordon.action.Observation;
import io.cordon.action.Order;
import io.cordon.action.Plan;
import io.cordon.action.ResponseAction;
import io.cordon.aws.Attribution;
import io.cordon.aws.Aws;
import io.cordon.aws.Instances;
import io.cordon.aws.Permissions;
import io.cordon.aws.SessionPolicy;
import io.cordon.change.Change;
import io.cordon.change.Danger;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import io.cordon.change.Target;
import io.cordon.ledger.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CopyTagsFromSource;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Snapshots of all EBS volumes of an instance, as one crash-consistent set (EC2 API reference,
 * CreateSnapshots).
 */
public final class SnapshotDisks implements ResponseAction {
  /** The action's name. */
  public static final String NAME = "snapshot";

  private static final Logger log = LoggerFactory.getLogger(SnapshotDisks.class);
  private static final String CREATE = SnapshotPermissions.CREATE;

  private final Aws aws;
  private final Supplier<String> ids;

  /**
   * The action.
   *
   * @param ids gives short ids for failures
   */
  public SnapshotDisks(Aws aws, Supplier<String> ids) {
    this.aws = aws;
    this.ids = ids;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Danger danger() {
    return Danger.E;
  }

  @Override
  public boolean preserves() {
    return true;
  }

  @Override
  public Permissions permissions() {
    return SnapshotPermissions.ALL;
  }

  @Override
  public SessionPolicy policy(Order order, Change change) {
    return SnapshotPermissions.toTake(order);
  }

  @Override
  public boolean accepts(Target target) {
    return switch (target) {
      case Target.Instance _ -> true;
    };
  }

  @Override
  public Plan plan(Order order) {
    var instance = describe(order);
    if (instance.isEmpty()) {
      return impossible("ec2:DescribeInstances", "NoInstance", order.target().id());
    }
    var volumes = volumes(instance.get());
    if (volumes.isEmpty()) {
      return impossible("ec2:DescribeInstances", "NoVolume", instance.get().state().nameAsString());
    }
    var change =
        new Change(
            "c1",
            order.target().id(),
            "snapshots",
            List.of(),
            List.copyOf(volumes.keySet()),
            CREATE,
            false,
            List.of());
    return new Plan.Ready(
        List.of(change), remarks(order, instance.get()), List.of(), CanonicalJson.tree(volumes));
  }

  private Optional<Instance> describe(Order order) {
    return Instances.find(reading(order), order.target().id());
  }

  /** That the type cannot be read is worth a remark, and no reason to take no snapshot. */
  private List<Remark> remarks(Order order, Instance instance) {
    var name = instance.instanceTypeAsString();
    try {
      var types =
          reading(order).describeInstanceTypes(r -> r.instanceTypes(instance.instanceType()));
      return types.instanceTypes().stream().anyMatch(t -> t.instanceStorageSupported())
          ? List.of(new Remark("instance-store", name))
          : List.of();
    } catch (SdkException e) {
      log.warn("the instance type {} cannot be read", name, e);
      return List.of(new Remark("instance-store-unknown", name));
    }
  }

  /** The EBS volumes of an instance and the devices that they are. */
  private static Map<String, String> volumes(Instance instance) {
    var volumes = new TreeMap<String, String>();
    instance.blockDeviceMappings().stream()
        .filter(m -> m.ebs() != null)
        .forEach((InstanceBlockDeviceMapping m) -> volumes.put(m.ebs().volumeId(), m.deviceName()));
    return volumes;
  }

  /**
   * Takes the set, unless one with this action's tag is there. CreateSnapshots knows no client
   * token: if AWS hides a set of seconds ago after a crash, a second one is taken, which harms no
   * evidence.
   */
  @Override
  public Applied apply(Order order, Change change) {
    var taken = new TreeMap<String, String>();
    ofThisAction(order).forEach(s -> taken.put(s.snapshotId(), s.volumeId()));
    var request = "";
    if (taken.isEmpty()) {
      var made = create(order);
      made.snapshots().forEach(s -> taken.put(s.snapshotId(), s.volumeId()));
      request = made.responseMetadata().requestId();
    }
    nameSources(order, taken);
    return new Applied(List.copyOf(taken.keySet()), request);
  }

  private CreateSnapshotsResponse create(Order order) {
    return changing(order)
        .createSnapshots(r ->
            r.instanceSpecification(i -> i.instanceId(order.target().id()).excludeBootVolume(false))
                .description("Cordon " + order.token())
                .copyTagsFromSource(CopyTagsFromSource.VOLUME)
                .tagSpecifications(
                    TagSpecification.builder()
                        .resourceType(ResourceType.SNAPSHOT)
                        .tags(tags(order))
                        .build()));
  }

  private static List<Tag> tags(Order order) {
    return List.of(
        tag("evidence", "true"),
        tag("investigation", "InProgress"),
        tag(Attribution.CASE, order.key().text()),
        tag(Attribution.ACTION, order.token()),
        tag(Attribution.ANALYST, order.by().id()),
        tag("cordon:acquired", order.at().toString()),
        tag("cordon:instance", order.target().id()));
  }

  @Override
  public Observation observe(Order order, Change change, List<String> expected) {
    var found =
        reading(order)
            .describeSnapshots(
                r -> r.filters(Filter.builder().name("snapshot-id").values(expected).build()))
            .snapshots();
    var failed = found.stream().filter(s -> s.state() == SnapshotState.ERROR).findFirst();
    if (failed.isPresent()) {
      return new Observation.Lost(
          failed.get().snapshotId() + ": " + String.valueOf(failed.get().stateMessage()));
    }
    if (found.size() < expected.size()) {
      return new Observation.Is(ids(found));
    }
    var covered = found.stream().map(Snapshot::volumeId).sorted().toList();
    if (!covered.equals(change.after())) {
      return new Observation.Lost(
          "snapshots of " + String.join(", ", covered) + " instead of all volumes");
    }
    return found.stream().allMatch(s -> s.state() == SnapshotState.COMPLETED)
        ? new Observation.Is(ids(found))
        : new Observation.Pending(progress(found));
  }

  /** Tags each snapshot with its volume and device, which a copy of it would no longer know. */
  private void nameSources(Order order, Map<String, String> volumeOf) {
    var devices = new TreeMap<String, String>();
    describe(order).ifPresent(i -> devices.putAll(volumes(i)));
    volumeOf.forEach((snapshot, volume) ->
        changing(order)
            .createTags(r ->
                r.resources(snapshot)
                    .tags(
                        tag(SnapshotPermissions.VOLUME, volume),
                        tag(SnapshotPermissions.DEVICE, devices.getOrDefault(volume, "unknown")))));
  }

  private static String progress(List<Snapshot> snapshots) {
    return String.join(
        ", ", snapshots.stream().map(s -> s.snapshotId() + " " + s.progress()).sorted().toList());
  }

  private List<Snapshot> ofThisAction(Order order) {
    return reading(order)
        .describeSnapshots(r ->
            r.ownerIds("self").filters(Instances.where("tag:" + Attribution.ACTION, order.token())))
        .snapshots();
  }

  private static List<String> ids(List<Snapshot> snapshots) {
    return snapshots.stream().map(Snapshot::snapshotId).sorted().toList();
  }

  private Ec2Client reading(Order order) {
    return ec2(order, permissions().reading(order.target().scope()));
  }

  private Ec2Client changing(Order order) {
    return ec2(order, SnapshotPermissions.toTake(order));
  }

  private Ec2Client ec2(Order order, SessionPolicy policy) {
    return aws.ec2(order.target().scope(), order.attribution(policy));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private Plan impossible(String call, String error, String detail) {
    return new Plan.Impossible(new Failure(call, error, detail, "", ids.get()));
  }
}
