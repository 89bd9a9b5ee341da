package io.cordon.commands;

import io.cordon.change.Scope;
import io.cordon.change.Target;
import io.cordon.commands.Answer.Kind;
import io.cordon.findings.Severity;
import io.cordon.ledger.CaseKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What follows a command, taken apart and checked: nothing that was typed is passed over, and no id
 * goes to AWS that has not the form of one. Whatever is wrong ends the reading with a {@link
 * Misread}.
 */
final class Arguments {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern PERSON = Pattern.compile("[UW][A-Z0-9]{2,30}");
  private static final Pattern REQUEST = Pattern.compile("(.+)/(A-[0-9]{1,9})");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,4})([mhd])");

  private final Line line;
  private final CommandText text;

  private Arguments(Line line, CommandText text) {
    this.line = line;
    this.text = text;
  }

  /**
   * Takes a line apart.
   *
   * @param most how many words there may be
   * @param options the keys that there may be
   */
  static Arguments of(Line line, int most, String... options) {
    var text = CommandText.parse(line.rest());
    var arguments = new Arguments(line, text);
    var mistake = text.mistake();
    if (mistake != null) {
      throw mistake.startsWith("twice ")
          ? arguments.misread(Kind.GIVEN_TWICE, mistake.substring(6))
          : arguments.misread(Kind.UNCLOSED_QUOTE, "");
    }
    text.options().keySet().stream()
        .filter(key -> !List.of(options).contains(key))
        .sorted()
        .findFirst()
        .ifPresent(key -> {
          throw new Misread(
              new Answer.Mistake(line.command(), Kind.UNKNOWN_OPTION, key, List.of(options)));
        });
    if (text.words().size() > most) {
      var hint = Stream.of(options).filter("reason"::equals).toList();
      throw new Misread(
          new Answer.Mistake(line.command(), Kind.TOO_MANY_WORDS, text.words().get(most), hint));
    }
    return arguments;
  }

  /** What is wrong, and what was given there. */
  Misread misread(Kind kind, String given) {
    return new Misread(new Answer.Mistake(line.command(), kind, given, List.of()));
  }

  /** The n-th word, from 0. */
  Optional<String> word(int n) {
    return text.words().stream().skip(n).findFirst();
  }

  /** The value of an option. */
  Optional<String> option(String key) {
    return Optional.ofNullable(text.options().get(key));
  }

  /** The case that the first word names. */
  CaseKey caseKey() {
    return caseKey(word(0).orElseThrow(() -> misread(Kind.NO_CASE, "")));
  }

  /** The case that a text names. */
  CaseKey caseKey(String given) {
    return CaseKey.parse(given).orElseThrow(() -> misread(Kind.NOT_A_CASE, given));
  }

  /** The case that the option {@code case} names. */
  Optional<CaseKey> caseOption() {
    return option("case").map(this::caseKey);
  }

  /** An action of a case. */
  record Action(CaseKey key, String id) {}

  /** The action that the first word names: {@code IR-2026-042/A-1}. */
  Action action() {
    var given = word(0).orElseThrow(() -> misread(Kind.NO_ACTION, ""));
    var parts = REQUEST.matcher(given.toUpperCase(Locale.ROOT));
    return Optional.of(parts)
        .filter(p -> p.matches())
        .flatMap(p -> CaseKey.parse(p.group(1)).map(key -> new Action(key, p.group(2))))
        .orElseThrow(() -> misread(Kind.NOT_AN_ACTION, given));
  }

  /** The Slack id of the person that the n-th word stands for. */
  String person(int n) {
    var given = word(n).orElseThrow(() -> misread(Kind.NO_PERSON, ""));
    return Optional.ofNullable(line.people().get(given))
        .or(() -> Optional.of(given).filter(id -> PERSON.matcher(id).matches()))
        .orElseThrow(() -> misread(Kind.NOT_A_PERSON, given));
  }

  /**
   * The instance that the first word names, and where the options say that it is.
   *
   * @param configured the accounts and regions that there are
   */
  Command.Place instance(List<Scope> configured) {
    var given = word(0).orElseThrow(() -> misread(Kind.NO_INSTANCE, ""));
    if (!Target.Instance.isId(given)) {
      throw misread(Kind.NOT_AN_INSTANCE, given);
    }
    var account = account().orElse(null);
    var region = option("region").orElse(null);
    var place = new Command.Place(given, account, region);
    if (configured.stream().noneMatch(place::covers)) {
      var where = Stream.of(account, region).filter(part -> part != null).toList();
      throw misread(Kind.NOT_CONFIGURED, String.join(" ", where));
    }
    return place;
  }

  /** The account that the option names. */
  Optional<String> account() {
    var account = option("account");
    account
        .filter(id -> !ACCOUNT.matcher(id).matches())
        .ifPresent(id -> {
          throw misread(Kind.NOT_AN_ACCOUNT, id);
        });
    return account;
  }

  /** The account that the option names, which must be configured. */
  Optional<String> account(List<Scope> configured) {
    var account = account();
    account
        .filter(id -> configured.stream().noneMatch(scope -> scope.account().equals(id)))
        .ifPresent(id -> {
          throw misread(Kind.NOT_CONFIGURED, id);
        });
    return account;
  }

  /** The reason, which must be given. */
  String reason() {
    return optionalReason().orElseThrow(() -> misread(Kind.NO_REASON, ""));
  }

  /** The reason, if one is given. */
  Optional<String> optionalReason() {
    var reason = option("reason");
    reason
        .filter(text -> Reasons.mistake(text).isPresent())
        .ifPresent(text -> {
          throw misread(Kind.REASON_LENGTH, Integer.toString(Reasons.length(text)));
        });
    return reason;
  }

  /** The severities that the option {@code sev} names; none if it is not given. */
  Set<Severity> severities() {
    var severities = EnumSet.noneOf(Severity.class);
    option("sev").stream()
        .flatMap(list -> Stream.of(list.split(",", -1)))
        .map(this::severity)
        .forEach(severities::add);
    return severities;
  }

  private Severity severity(String word) {
    return Stream.of(Severity.values())
        .filter(severity -> severity.name().equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseThrow(() -> {
          var known = new ArrayList<String>();
          Stream.of(Severity.values()).forEach(s -> known.add(s.name().toLowerCase(Locale.ROOT)));
          return new Misread(
              new Answer.Mistake(line.command(), Kind.NOT_A_SEVERITY, word, known.reversed()));
        });
  }

  /** The time that the option {@code last} names: 30m, 24h, 7d. */
  Optional<Duration> last() {
    return option("last").map(this::time);
  }

  private Duration time(String given) {
    var parts = TIME.matcher(given.toLowerCase(Locale.ROOT));
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      throw misread(Kind.NOT_A_TIME, given);
    }
    var amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case String _ -> Duration.ofDays(amount);
    };
  }
}
