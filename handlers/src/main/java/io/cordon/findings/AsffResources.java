package io.cordon.findings;

import io.cordon.findings.Resource.Kind;
import java.util.List;
import java.util.stream.Stream;

/** The resources of an ASFF finding. Their order means nothing; their roles do. */
final class AsffResources {

  private AsffResources() {}

  /** Targets before actors, and within each those that can be acted upon first. */
  static List<Resource> of(Fields finding) {
    List<Fields> all = finding.list("Resources").stream().filter(Fields::isObject).toList();
    return Stream.of(false, true)
        .map(actors -> all.stream().filter(resource -> isActor(resource) == actors))
        .map(resources -> resources.flatMap(AsffResources::read).toList())
        .flatMap(resources -> Resources.containableFirst(resources).stream())
        .toList();
  }

  private static boolean isActor(Fields resource) {
    return resource.text("ResourceRole").equalsIgnoreCase("Actor");
  }

  private static Stream<Resource> read(Fields resource) {
    String type = resource.text("Type");
    String id = resource.text("Id");
    Kind kind = Resources.kind(type);
    if (kind == Kind.ACCESS_KEY) {
      return accessKey(resource).stream();
    }
    // The ARN of a user or role can end in its unique id, which names it to nobody.
    String name = resource.firstText("Details.AwsIamUser.UserName", "Details.AwsIamRole.RoleName");
    if (!name.isEmpty() && (kind == Kind.USER || kind == Kind.ROLE)) {
      return Stream.of(Resources.of(kind, type, name, id));
    }
    return id.isEmpty() ? Stream.empty() : Stream.of(Resources.of(type, id, ""));
  }

  /** The id is "AWS::IAM::AccessKey:null" after a console login: then only the name is left. */
  private static List<Resource> accessKey(Fields resource) {
    Fields key = resource.at("Details.AwsIamAccessKey");
    String stated = resource.text("Id");
    String id = stated.endsWith(":null") ? "" : stated;
    String sort = key.firstText("PrincipalType", "SessionContext.SessionIssuer.Type");
    return Resources.credentials(
        id.isEmpty() ? key.text("AccessKeyId") : id,
        sort.isEmpty() ? "IAMUser" : sort,
        key.firstText("PrincipalName", "UserName", "SessionContext.SessionIssuer.UserName"));
  }
}
