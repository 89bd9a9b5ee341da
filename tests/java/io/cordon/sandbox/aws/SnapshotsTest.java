package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CopyTagsFromSource;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotInfo;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class SnapshotsTest {
  private final AwsEmulator aws = AwsEmulator.shared();
  private final Ec2Client ec2 = aws.clients().ec2();
  private Instance instance;

  @BeforeEach
  void anInstanceWithTwoVolumes() {
    aws.reset();
    Image image = ec2.describeImages(r -> r.owners("amazon")).images().getFirst();
    instance =
        ec2.runInstances(r ->
                r.imageId(image.imageId())
                    .minCount(1)
                    .maxCount(1)
                    .blockDeviceMappings(
                        List.of(disk(image.rootDeviceName(), 8), disk("/dev/sdf", 20)))
                    .tagSpecifications(
                        List.of(
                            tags(ResourceType.VOLUME, tag("Owner", "shop"), tag("case", "none")))))
            .instances()
            .getFirst();
  }

  @Test
  void oneCallMakesOneSnapshotOfEachVolume() {
    CreateSnapshotsResponse answer = snapshots(false);

    assertThat(answer.snapshots()).extracting(SnapshotInfo::volumeSize).containsExactly(8, 20);
    assertThat(answer.snapshots())
        .allSatisfy(snapshot -> {
          assertThat(snapshot.state()).isEqualTo(SnapshotState.PENDING);
          assertThat(snapshot.progress()).isEmpty();
          assertThat(snapshot.ownerId()).isEqualTo(AwsEmulator.ACCOUNT);
          assertThat(snapshot.description()).isEqualTo("IR-2026-001");
          assertThat(snapshot.startTime()).isNotNull();
        });
    assertThat(described(answer)).extracting(Snapshot::volumeSize).containsExactly(8, 20);
  }

  @Test
  void copiesTheTagsOfTheVolumesUnderThoseOfTheCall() {
    CreateSnapshotsResponse answer = snapshots(false);

    assertThat(answer.snapshots())
        .allSatisfy(s -> assertThat(s.tags()).contains(tag("case", "IR-2026-001")));
    assertThat(described(answer))
        .allSatisfy(snapshot ->
            assertThat(snapshot.tags())
                .containsExactlyInAnyOrder(tag("case", "IR-2026-001"), tag("Owner", "shop")));
  }

  @Test
  void leavesOutTheBootVolumeOnDemand() {
    assertThat(snapshots(true).snapshots())
        .extracting(SnapshotInfo::volumeSize)
        .containsExactly(20);
  }

  @Test
  void refusesAnInstanceThatDoesNotExist() {
    assertThatThrownBy(() ->
            ec2.createSnapshots(
                r -> r.instanceSpecification(i -> i.instanceId("i-0123456789abcdef0"))))
        .isInstanceOfSatisfying(
            Ec2Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInstanceID.NotFound");
              assertThat(e.requestId()).isNotEmpty();
            });
  }

  @Test
  void aSnapshotIsPendingWithAPercentageBeforeItIsCompleted() {
    aws.snapshots().completeAfter(2);
    CreateSnapshotsResponse answer = snapshots(false);

    assertThat(described(answer)).extracting(Snapshot::progress).containsExactly("0%", "0%");
    assertThat(described(answer)).extracting(Snapshot::progress).containsExactly("50%", "50%");
    assertThat(described(answer))
        .allSatisfy(snapshot -> {
          assertThat(snapshot.state()).isEqualTo(SnapshotState.COMPLETED);
          assertThat(snapshot.progress()).isEqualTo("100%");
        });
  }

  @Test
  void theSdksWaiterSeesThemComplete() {
    aws.snapshots().completeAfter(0);
    CreateSnapshotsResponse answer = snapshots(false);

    try (var waiter = ec2.waiter()) {
      var seen =
          waiter.waitUntilSnapshotCompleted(r -> r.snapshotIds(ids(answer)), w -> w.maxAttempts(1));
      assertThat(seen.matched().response()).isPresent();
    }
  }

  @Test
  void aSnapshotFailsWithAMessageOnDemand() {
    String volume = instance.blockDeviceMappings().getLast().ebs().volumeId();
    aws.snapshots().fail(volume, "Given key ID is not accessible");

    CreateSnapshotsResponse answer = snapshots(false);

    assertThat(described(answer)).extracting(Snapshot::state).containsOnly(SnapshotState.PENDING);
    assertThat(described(answer))
        .extracting(Snapshot::state)
        .containsExactly(SnapshotState.COMPLETED, SnapshotState.ERROR);
    assertThat(described(answer).getLast().stateMessage())
        .isEqualTo("Given key ID is not accessible");
  }

  @Test
  void aSingleSnapshotIsPendingFirstToo() {
    String volume = instance.blockDeviceMappings().getFirst().ebs().volumeId();

    var answer = ec2.createSnapshot(r -> r.volumeId(volume));

    assertThat(answer.state()).isEqualTo(SnapshotState.PENDING);
    var states = new ArrayList<SnapshotState>();
    for (int i = 0; i < 2; i++) {
      states.add(
          ec2.describeSnapshots(r -> r.snapshotIds(answer.snapshotId()))
              .snapshots()
              .getFirst()
              .state());
    }
    assertThat(states).containsExactly(SnapshotState.PENDING, SnapshotState.COMPLETED);
  }

  private CreateSnapshotsResponse snapshots(boolean withoutBoot) {
    return ec2.createSnapshots(r ->
        r.description("IR-2026-001")
            .copyTagsFromSource(CopyTagsFromSource.VOLUME)
            .instanceSpecification(
                i -> i.instanceId(instance.instanceId()).excludeBootVolume(withoutBoot))
            .tagSpecifications(List.of(tags(ResourceType.SNAPSHOT, tag("case", "IR-2026-001")))));
  }

  private List<Snapshot> described(CreateSnapshotsResponse made) {
    return ec2.describeSnapshots(r -> r.snapshotIds(ids(made))).snapshots();
  }

  private static List<String> ids(CreateSnapshotsResponse made) {
    return made.snapshots().stream().map(SnapshotInfo::snapshotId).toList();
  }

  private static BlockDeviceMapping disk(String device, int gibibytes) {
    return BlockDeviceMapping.builder()
        .deviceName(device)
        .ebs(e -> e.volumeSize(gibibytes))
        .build();
  }

  private static TagSpecification tags(ResourceType type, Tag... tags) {
    return TagSpecification.builder().resourceType(type).tags(tags).build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
