package io.cordon.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A case's name, as people say it and S3 files it: {@code IR-2026-042}. */
public record CaseKey(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("IR-[0-9]{4}-[0-9]{3,9}");

  /**
   * Takes a well-formed key.
   *
   * @throws IllegalArgumentException if it is not of the form above
   */
  @JsonCreator
  public CaseKey {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a case key: " + text);
    }
  }

  /** The key of a year's n-th case. */
  public static CaseKey of(int year, long number) {
    return new CaseKey(String.format(Locale.ROOT, "IR-%04d-%03d", year, number));
  }

  /** Reads what somebody typed; empty if it is no case key. */
  public static Optional<CaseKey> parse(String text) {
    var upper = text.strip().toUpperCase(Locale.ROOT);
    return FORM.matcher(upper).matches() ? Optional.of(new CaseKey(upper)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
