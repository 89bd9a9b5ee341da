package io.cordon.findings;

import io.cordon.findings.Resource.Kind;
import java.util.List;
import java.util.stream.Stream;

/** The resources of an OCSF finding: {@code uid} may be an id, a name, a URL or an ARN. */
final class OcsfResources {

  private OcsfResources() {}

  /** Targets before actors, and within each those that can be acted upon first. */
  static List<Resource> of(Fields finding) {
    List<Fields> all =
        Stream.concat(finding.list("resources").stream(), finding.list("resource").stream())
            .filter(Fields::isObject)
            .toList();
    return Stream.of(false, true)
        .map(actors -> all.stream().filter(resource -> isActor(resource) == actors))
        .map(resources -> resources.flatMap(OcsfResources::read).toList())
        .flatMap(resources -> Resources.containableFirst(resources).stream())
        .toList();
  }

  private static boolean isActor(Fields resource) {
    return resource.text("role").equalsIgnoreCase("Actor");
  }

  private static Stream<Resource> read(Fields resource) {
    String type = resource.text("type");
    String uid = resource.firstText("uid", "uid_alt", "name");
    Kind kind = Resources.kind(type);
    if (kind == Kind.ACCESS_KEY) {
      Fields data = resource.embedded("data");
      return Resources.credentials(
          resource.text("uid"), data.text("user_type"), data.text("user_name"))
          .stream();
    }
    return uid.isEmpty()
        ? Stream.empty()
        : Stream.of(Resources.of(type, uid, resource.text("uid_alt")));
  }
}
