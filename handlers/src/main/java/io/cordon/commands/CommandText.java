package io.cordon.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows a slash command: words, and {@code key=value} pairs whose values may be quoted.
 * Quotes, dashes and spaces that phones and Macs make of the plain ones are taken as the plain
 * ones.
 *
 * @param words in order
 * @param options by key in lower case
 * @param mistake what is wrong with it, or null
 */
public record CommandText(
    List<String> words, Map<String, String> options, @Nullable String mistake) {

  /** Keeps its own copies. */
  public CommandText {
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  /** Reads what somebody typed. */
  public static CommandText parse(String typed) {
    var words = new ArrayList<String>();
    var options = new LinkedHashMap<String, String>();
    var text = plain(typed).strip();
    for (int at = 0; at < text.length(); ) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      var token = token(text, at);
      if (token.end < 0) {
        return new CommandText(words, options, "unclosed-quote");
      }
      at = token.end;
      if (token.key.isEmpty()) {
        words.add(token.value);
      } else if (options.put(token.key, token.value) != null) {
        return new CommandText(words, options, "twice " + token.key);
      }
    }
    return new CommandText(words, options, null);
  }

  /** One word or pair; {@code end} is -1 if a quote was never closed. */
  private record Token(String key, String value, int end) {}

  private static Token token(String text, int from) {
    var key = "";
    var value = new StringBuilder();
    var quoted = false;
    int at = from;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && Character.isWhitespace(c)) {
        break;
      } else if (!quoted && c == '=' && key.isEmpty() && !value.isEmpty()) {
        key = value.toString().toLowerCase(Locale.ROOT);
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    return new Token(key, value.toString(), quoted ? -1 : at);
  }

  /** The same with plain quotes, dashes and spaces. */
  static String plain(String typed) {
    return typed
        .replaceAll("[\u201c\u201d\u201e\u201f\u00ab\u00bb]", "\"")
        .replaceAll("[\u2013\u2014\u2011]", "-")
        .replaceAll("[\u00a0\u2007\u202f]", " ");
  }
}
