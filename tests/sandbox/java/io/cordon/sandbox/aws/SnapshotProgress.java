package io.cordon.sandbox.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * How far snapshots are. moto's are completed at once; AWS's are {@code pending} with a growing
 * percentage, then {@code completed}, or {@code error} with a message. Each time that a snapshot is
 * described it comes one step nearer. Filters of DescribeSnapshots on {@code status} and {@code
 * progress} know nothing of it: moto applies them before.
 */
public final class SnapshotProgress {
  private record Course(int pendingLooks, @Nullable String error, AtomicInteger looked) {}

  private final Map<String, Course> courses = new ConcurrentHashMap<>();
  private final Map<String, String> errorOfVolume = new ConcurrentHashMap<>();
  private volatile int pendingLooks = 1;

  SnapshotProgress() {}

  /** Snapshots made from now on are described as pending so many times. The default is once. */
  public void completeAfter(int looks) {
    pendingLooks = looks;
  }

  /**
   * Snapshots that are made of this volume from now on end in state {@code error}.
   *
   * @param message the state message, as AWS gives it
   */
  public void fail(String volume, String message) {
    errorOfVolume.put(volume, message);
  }

  void reset() {
    courses.clear();
    errorOfVolume.clear();
    pendingLooks = 1;
  }

  /** Puts right what moto answered to CreateSnapshot and CreateSnapshots. */
  String created(String answer) {
    var xml = XmlAnswer.parse(answer);
    for (var id : xml.all("snapshotId")) {
      var snapshot = (Element) id.getParentNode();
      String error = errorOfVolume.get(XmlAnswer.text(snapshot, "volumeId"));
      courses.put(id.getTextContent(), new Course(pendingLooks, error, new AtomicInteger()));
      boolean one = snapshot.getNodeName().equals("CreateSnapshotResponse");
      XmlAnswer.set(snapshot, one ? "status" : "state", "pending");
      XmlAnswer.set(snapshot, "progress", "");
    }
    return xml.toString();
  }

  /** Puts right what moto answered to DescribeSnapshots. */
  String described(String answer) {
    var xml = XmlAnswer.parse(answer);
    for (var id : xml.all("snapshotId")) {
      Course course = courses.get(id.getTextContent());
      if (course != null) {
        describe((Element) id.getParentNode(), course);
      }
    }
    return xml.toString();
  }

  private static void describe(Element snapshot, Course course) {
    int looks = course.looked.getAndIncrement();
    if (looks < course.pendingLooks) {
      XmlAnswer.set(snapshot, "status", "pending");
      XmlAnswer.set(snapshot, "progress", 100 * looks / course.pendingLooks + "%");
    } else if (course.error != null) {
      XmlAnswer.set(snapshot, "status", "error");
      XmlAnswer.set(snapshot, "statusMessage", course.error);
      XmlAnswer.set(snapshot, "progress", "0%");
    }
  }
}
