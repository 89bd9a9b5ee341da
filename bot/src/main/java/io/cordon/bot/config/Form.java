package io.cordon.bot.config;

import io.cordon.findings.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a value must look like.
 *
 * @param wants what people read: "a duration like 24h"
 * @param parse the value; empty if the text is none
 * @param standIn what reading goes on with after a mistake was noted; it never leaves the reader
 */
record Form<T>(String wants, Function<String, Optional<T>> parse, T standIn) {
  private static final String PARTITION = "arn:aws[a-z-]*";
  private static final String REGION_FORM = "[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}";

  static final Form<String> TEAM = matching("a workspace id", "T0000001", "T[A-Z0-9]{2,}");
  static final Form<String> CHANNEL = matching("a channel id", "C0SECURITY", "[CG][A-Z0-9]{2,}");
  static final Form<String> PERSON =
      matching("the id of a user (U…, W…) or user group (S…)", "S0RESPOND", "[SUW][A-Z0-9]{2,}");
  static final Form<String> ACCOUNT = matching("12 digits", "\"111122223333\"", "[0-9]{12}");
  static final Form<String> REGION = matching("a region", "eu-west-1", REGION_FORM);
  static final Form<String> ALIAS =
      matching(
          "a short name of letters, digits and hyphens", "prod", "[A-Za-z0-9][A-Za-z0-9-]{0,62}");

  /** A FIFO topic delivers to SQS only, and does not sign. */
  static final Form<String> TOPIC =
      matching(
          "the ARN of a standard SNS topic",
          "arn:aws:sns:eu-west-1:111122223333:cordon-findings",
          PARTITION + ":sns:" + REGION_FORM + ":[0-9]{12}:[A-Za-z0-9_-]{1,256}");

  /** DynamoDB's rule for table names. */
  static final Form<String> TABLE = matching("a table name", "cordon", "[A-Za-z0-9_.-]{3,255}");

  /** S3's rule for bucket names. */
  static final Form<String> BUCKET =
      matching("a bucket name", "cordon-evidence", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  static final Form<Duration> DURATION =
      new Form<>("a duration like 24h", Durations::parse, Duration.ofHours(24));
  static final Form<Boolean> YES_NO = new Form<>("true or false", Form::yesNo, false);
  static final Form<Severity> SEVERITY =
      new Form<>("INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL", Form::severity, Severity.MEDIUM);
  static final Form<Integer> APPROVALS = number("a number of people", 0, 5);
  static final Form<Integer> PORT = number("a port", 0, 65_535);
  static final Form<URI> ADDRESS =
      new Form<>("an address like https://host.example/path", Form::address, Config.SLACK);
  static final Form<String> CONNECTION = matching("http or socket", "", "http|socket");
  static final Form<Config.SigningKey> SIGNING_KEY =
      new Form<>(
          "a KMS key like alias/cordon-ledger, its ARN or id, or file:/path of a PEM file that is there",
          Form::signingKey,
          new Config.SigningKey.Kms("alias/cordon-ledger"));

  /** The role that we assume in this account. */
  static Form<String> roleOf(String account) {
    return matching(
        "the ARN of a role in the same account",
        "arn:aws:iam::" + account + ":role/CordonResponder",
        PARTITION + ":iam::" + Pattern.quote(account) + ":role/[A-Za-z0-9+=,.@_/-]{1,575}");
  }

  private static Form<String> matching(String what, String example, String pattern) {
    var compiled = Pattern.compile(pattern);
    return new Form<>(
        example.isEmpty() ? what : what + " like " + example,
        text -> Optional.of(text).filter(compiled.asMatchPredicate()),
        example);
  }

  private static Form<Integer> number(String what, int least, int most) {
    return new Form<>(
        "%s from %d to %d".formatted(what, least, most),
        text ->
            Optional.of(text)
                .filter(t -> t.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(n -> n >= least && n <= most),
        least);
  }

  private static Optional<Boolean> yesNo(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** UNRATED is what a finding without a severity gets; nobody can want it as the least. */
  private static Optional<Severity> severity(String text) {
    return Arrays.stream(Severity.values())
        .filter(s -> s != Severity.UNRATED && s.name().equals(text))
        .findFirst();
  }

  private static Optional<URI> address(String text) {
    try {
      var uri = new URI(text);
      var web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return Optional.of(uri).filter(u -> web && u.getHost() != null && u.getUserInfo() == null);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<Config.SigningKey> signingKey(String text) {
    if (text.startsWith("file:")) {
      return path(text.substring("file:".length()), Files::isRegularFile)
          .map(Config.SigningKey.File::new);
    }
    return Optional.of(text)
        .filter(t ->
            t.matches(
                "alias/[A-Za-z0-9/_-]{1,250}"
                    + "|(mrk-)?[0-9a-f-]{32,36}"
                    + "|"
                    + PARTITION
                    + ":kms:"
                    + REGION_FORM
                    + ":[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]{1,250}"))
        .map(Config.SigningKey.Kms::new);
  }

  /** A path at which there is what is wanted. */
  static Optional<Path> path(String text, Predicate<Path> there) {
    try {
      return Optional.of(Path.of(text)).filter(there);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
