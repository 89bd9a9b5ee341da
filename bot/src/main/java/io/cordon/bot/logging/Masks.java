package io.cordon.bot.logging;

import java.util.regex.Pattern;

/**
 * What never gets into the log, whoever tries to write it. It is a net: nobody may rely on it and
 * log a secret.
 */
final class Masks {
  /** Slack's tokens, its answer addresses (whoever has one can write), and AWS's signed URLs. */
  private static final Pattern SECRET =
      Pattern.compile(
          """
          xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9.-]+
          |xapp-[A-Za-z0-9-]+
          |https://hooks\\.slack\\.com/[^\\s"'<>\\\\]+
          |(?<=response_url)["'\\\\]{0,3}\\s?[:=]\\s?["'\\\\]{0,2}https?://[^\\s"'<>\\\\]+
          |(?i:(?<=X-Amz-(?:Signature|Credential|Security-Token)=)[^&\\s"'<>\\\\]+)
          """,
          Pattern.COMMENTS);

  private Masks() {}

  /** The text without the secrets in it. */
  static String masked(CharSequence text) {
    return SECRET.matcher(text).replaceAll("[secret]");
  }
}
