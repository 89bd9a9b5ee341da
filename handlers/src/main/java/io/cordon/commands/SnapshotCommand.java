package io.cordon.commands;

import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.commands.Answer.Kind;
import io.cordon.ledger.CaseKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /snapshot INSTANCE [region=R] [account=ID] [case=CASE] reason="…"}, understood.
 *
 * @param account only look there, or null for everywhere
 * @param region only look there, or null for everywhere
 * @param key the case that it belongs to, or null for the one about the instance
 */
public record SnapshotCommand(
    String instance,
    @Nullable String account,
    @Nullable String region,
    @Nullable CaseKey key,
    String reason) {
  /** As it is typed. */
  public static final String NAME = "/snapshot";

  /** A reason is between these lengths, in characters. */
  public static final int SHORTEST_REASON = 10;

  /** A reason is between these lengths, in characters. */
  public static final int LONGEST_REASON = 500;

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Set<String> OPTIONS = Set.of("region", "account", "case", "reason");

  /** What came of reading it. */
  public sealed interface Parsed {
    /** A command. */
    record Good(SnapshotCommand command) implements Parsed {}

    /** None. */
    record Bad(Answer.Mistake mistake) implements Parsed {}
  }

  /**
   * Reads what was typed after the command.
   *
   * @param configured the accounts and regions that there are
   */
  public static Parsed parse(String typed, List<Scope> configured) {
    var text = CommandText.parse(typed);
    var mistake = mistake(text, configured);
    if (mistake.isPresent()) {
      return new Parsed.Bad(mistake.get());
    }
    var options = text.options();
    return new Parsed.Good(
        new SnapshotCommand(
            text.words().getFirst(),
            options.get("account"),
            options.get("region"),
            Optional.ofNullable(options.get("case")).flatMap(CaseKey::parse).orElse(null),
            options.getOrDefault("reason", "")));
  }

  /** Whether a scope is one to look in. */
  boolean covers(Scope scope) {
    return (account == null || account.equals(scope.account()))
        && (region == null || region.equals(scope.region()));
  }

  private static Optional<Answer.Mistake> mistake(CommandText text, List<Scope> configured) {
    if (text.mistake() != null) {
      return text.mistake().startsWith("twice ")
          ? bad(Kind.GIVEN_TWICE, text.mistake().substring(6))
          : bad(Kind.UNCLOSED_QUOTE, "");
    }
    return words(text.words()).or(() -> options(text, configured));
  }

  private static Optional<Answer.Mistake> words(List<String> words) {
    if (words.isEmpty()) {
      return bad(Kind.NO_INSTANCE, "");
    }
    if (!Target.Instance.isId(words.getFirst())) {
      return bad(Kind.NOT_AN_INSTANCE, words.getFirst());
    }
    return words.size() > 1 ? bad(Kind.TOO_MANY_WORDS, words.get(1)) : Optional.empty();
  }

  private static Optional<Answer.Mistake> options(CommandText text, List<Scope> configured) {
    var options = text.options();
    var unknown = options.keySet().stream().filter(k -> !OPTIONS.contains(k)).sorted().findFirst();
    if (unknown.isPresent()) {
      return bad(Kind.UNKNOWN_OPTION, unknown.get());
    }
    var account = options.get("account");
    if (account != null && !ACCOUNT.matcher(account).matches()) {
      return bad(Kind.NOT_AN_ACCOUNT, account);
    }
    var key = options.get("case");
    if (key != null && CaseKey.parse(key).isEmpty()) {
      return bad(Kind.NOT_A_CASE, key);
    }
    var region = options.get("region");
    var nowhere = new SnapshotCommand("", account, region, null, "");
    if (configured.stream().noneMatch(nowhere::covers)) {
      return bad(
          Kind.NOT_CONFIGURED,
          String.join(
                  " ",
                  Optional.ofNullable(account).orElse(""),
                  Optional.ofNullable(region).orElse(""))
              .strip());
    }
    return reason(options.get("reason"));
  }

  private static Optional<Answer.Mistake> reason(@Nullable String reason) {
    return reason == null
        ? bad(Kind.NO_REASON, "")
        : reasonMistake(reason).flatMap(kind -> bad(kind, Integer.toString(length(reason))));
  }

  /** What is wrong with a reason, if something is. */
  public static Optional<Kind> reasonMistake(String reason) {
    return length(reason) < SHORTEST_REASON || length(reason) > LONGEST_REASON
        ? Optional.of(Kind.REASON_LENGTH)
        : Optional.empty();
  }

  private static int length(String reason) {
    var text = reason.strip();
    return text.codePointCount(0, text.length());
  }

  private static Optional<Answer.Mistake> bad(Kind kind, String given) {
    return Optional.of(new Answer.Mistake(NAME, kind, given));
  }
}
