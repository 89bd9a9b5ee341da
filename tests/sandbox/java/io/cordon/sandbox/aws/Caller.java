package io.cordon.sandbox.aws;

/**
 * Who called AWS.
 *
 * @param accessKey the access key id that signed the call
 * @param role the ARN of the assumed role, or "" for a key that no AssumeRole gave out
 * @param session the role session's name, or ""
 * @param sourceIdentity the source identity of the session, or ""
 * @param sessionPolicy the session policy as JSON, or ""
 */
public record Caller(
    String accessKey, String role, String session, String sourceIdentity, String sessionPolicy) {

  /** A caller with a key of its own. */
  static Caller ofKey(String accessKey) {
    return new Caller(accessKey, "", "", "", "");
  }
}
