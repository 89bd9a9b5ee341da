package io.cordon.sandbox.aws;

import java.util.regex.Pattern;

/** Finds AWS's error code in the body of an answer. */
final class ErrorCode {
  private static final Pattern XML = Pattern.compile("<Code>([^<]+)</Code>");
  private static final Pattern JSON =
      Pattern.compile("\"__type\"\\s*:\\s*\"(?:[^\"#]*#)?([^\"]+)\"");

  private ErrorCode() {}

  /** The code, or "" where there is none (an answer to HEAD has no body). */
  static String in(String body) {
    for (Pattern pattern : new Pattern[] {XML, JSON}) {
      var found = pattern.matcher(body);
      if (found.find()) {
        return found.group(1);
      }
    }
    return "";
  }
}
