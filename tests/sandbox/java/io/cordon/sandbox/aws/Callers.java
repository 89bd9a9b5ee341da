package io.cordon.sandbox.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which role session an access key belongs to, from the AssumeRole calls it has seen. */
final class Callers {
  private final Map<String, Caller> byKey = new ConcurrentHashMap<>();

  void reset() {
    byKey.clear();
  }

  Caller of(AwsCall call) {
    return byKey.getOrDefault(call.accessKey(), Caller.ofKey(call.accessKey()));
  }

  /**
   * Remembers the session that moto gave out, and puts its answer right: AWS echoes the source
   * identity, and a session that assumes a further role passes it on.
   */
  String assumed(AwsCall call, String answer) {
    var xml = XmlAnswer.parse(answer);
    String given = call.parameter("SourceIdentity");
    String identity = given.isEmpty() ? of(call).sourceIdentity() : given;
    String key = xml.text("AccessKeyId");
    byKey.put(
        key,
        new Caller(
            key,
            call.parameter("RoleArn"),
            call.parameter("RoleSessionName"),
            identity,
            call.parameter("Policy"),
            tags(call)));
    if (!identity.isEmpty()) {
      XmlAnswer.set(xml.all("AssumeRoleResult").getFirst(), "SourceIdentity", identity);
    }
    return xml.toString();
  }

  private static Map<String, String> tags(AwsCall call) {
    var tags = new HashMap<String, String>();
    for (int n = 1; call.parameters().containsKey("Tags.member." + n + ".Key"); n++) {
      tags.put(
          call.parameter("Tags.member." + n + ".Key"),
          call.parameter("Tags.member." + n + ".Value"));
    }
    return tags;
  }
}
