package io.cordon.findings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whom and what an attack sequence names. It stands in {@code service.detection.sequence}, not in
 * {@code resource}; stored copies may lack it.
 */
final class AttackSequence {

  private AttackSequence() {}

  /** The resources, those that can be acted upon first, then the actors. */
  static List<Resource> resources(Fields sequence) {
    List<Resource> affected =
        sequence.list("resources").stream().flatMap(AttackSequence::affected).toList();
    Stream<Resource> actors = sequence.list("actors").stream().flatMap(AttackSequence::actor);
    return Stream.concat(Resources.containableFirst(affected).stream(), actors).toList();
  }

  private static Stream<Resource> affected(Fields resource) {
    String type = resource.text("resourceType");
    String uid = resource.firstText("uid", "name");
    if (uid.isEmpty()) {
      return Stream.empty();
    }
    if (Resources.kind(type) == Resource.Kind.ACCESS_KEY) {
      Fields key = resource.at("data.accessKey");
      return Resources.credentials(uid, key.text("userType"), key.text("userName")).stream();
    }
    return Stream.of(Resources.of(type, uid, ""));
  }

  private static Stream<Resource> actor(Fields actor) {
    Fields user = actor.at("user");
    return Resources.credentials(user.text("credentialUid"), user.text("type"), user.text("name"))
        .stream();
  }
}
