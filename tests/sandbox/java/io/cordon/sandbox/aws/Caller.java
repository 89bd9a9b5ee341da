package io.cordon.sandbox.aws;

import java.util.Map;

/**
 * Who called AWS.
 *
 * @param accessKey the access key id that signed the call
 * @param role the ARN of the assumed role, or "" for a key that no AssumeRole gave out
 * @param session the role session's name, or ""
 * @param sourceIdentity the source identity of the session, or ""
 * @param sessionPolicy the session policy as JSON, or ""
 * @param tags the tags of the session
 */
public record Caller(
    String accessKey,
    String role,
    String session,
    String sourceIdentity,
    String sessionPolicy,
    Map<String, String> tags) {
  /** Keeps its own copy. */
  public Caller {
    tags = Map.copyOf(tags);
  }

  /** A caller with a key of its own. */
  static Caller ofKey(String accessKey) {
    return new Caller(accessKey, "", "", "", "", Map.of());
  }
}
