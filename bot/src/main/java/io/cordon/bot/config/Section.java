package io.cordon.bot.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of the file under one key. Each key that is asked for is known; {@link #end} refuses the
 * others. A mistake is noted and answered with a stand-in, so that reading goes on.
 */
final class Section {
  private final String path;
  private final Map<String, Yaml> entries;
  private final Mistakes mistakes;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(String path, Map<String, Yaml> entries, Mistakes mistakes) {
    this.path = path;
    this.entries = entries;
    this.mistakes = mistakes;
  }

  /** The whole file. */
  static Section whole(Yaml file, Mistakes mistakes) {
    return of("", file, mistakes);
  }

  private static Section of(String path, @Nullable Yaml yaml, Mistakes mistakes) {
    return switch (yaml) {
      case null -> new Section(path, Map.of(), mistakes);
      case Yaml.Nothing _ -> new Section(path, Map.of(), mistakes);
      case Yaml.Mapping mapping -> new Section(path, mapping.entries(), mistakes);
      case Yaml.Scalar _, Yaml.Sequence _ -> {
        mistakes.add(path.isEmpty() ? "the file" : path, "wants keys with values", yaml.line());
        yield new Section(path, Map.of(), mistakes);
      }
    };
  }

  /** The section under a key; empty if the key is not there. */
  Section section(String key) {
    return of(path(key), find(key), mistakes);
  }

  /** The keys that are there, for sections whose keys are data. */
  Set<String> keys() {
    return entries.keySet();
  }

  /** Whether the key is there with a value. */
  boolean has(String key) {
    var found = entries.get(key);
    return found != null && !(found instanceof Yaml.Nothing);
  }

  /** The value of a key that must be there. */
  <T> T value(String key, Form<T> form) {
    var found = find(key);
    return found == null ? missing(key, form) : parsed(path(key), found, form);
  }

  /** The value of a key, or what applies without it. */
  <T> T value(String key, Form<T> form, T fallback) {
    var found = find(key);
    return found == null ? fallback : parsed(path(key), found, form);
  }

  /** The value of a key; null without it. */
  <T> @Nullable T valueOrNull(String key, Form<T> form) {
    var found = find(key);
    return found == null ? null : parsed(path(key), found, form);
  }

  /** The values of a list; empty if the key is not there. Nothing may be in it twice. */
  <T> List<T> list(String key, Form<T> form) {
    var found = find(key);
    return switch (found) {
      case null -> List.of();
      case Yaml.Sequence sequence -> items(path(key), sequence, form);
      case Yaml.Scalar _, Yaml.Mapping _, Yaml.Nothing _ -> {
        mistakes.add(path(key), "wants a list, each " + form.wants(), found.line());
        yield List.of(form.standIn());
      }
    };
  }

  /** A list that must have something in it. */
  <T> List<T> filled(String key, Form<T> form) {
    var items = list(key, form);
    if (items.isEmpty()) {
      mistakes.add(path(key), "wants a list with at least one, " + form.wants());
    }
    return items;
  }

  private <T> List<T> items(String full, Yaml.Sequence sequence, Form<T> form) {
    var items = new ArrayList<T>();
    var texts = new HashSet<String>();
    for (var item : sequence.items()) {
      items.add(parsed(full + "[" + items.size() + "]", item, form));
      if (item instanceof Yaml.Scalar(int line, String text) && !texts.add(text)) {
        mistakes.add(full, "has " + Mistakes.quoted(text) + " twice", line);
      }
    }
    return items;
  }

  /** Notes a mistake that is not about the form of one value. */
  void mistake(String key, String what) {
    mistakes.add(path(key), what);
  }

  /** Refuses every key that nobody asked for. */
  void end() {
    entries.forEach((key, value) -> {
      if (!known.contains(key)) {
        mistakes.add(path(key), "is no key; there are " + String.join(", ", known), value.line());
      }
    });
  }

  private @Nullable Yaml find(String key) {
    known.add(key);
    return entries.get(key);
  }

  private <T> T missing(String key, Form<T> form) {
    mistakes.add(path(key), "wants " + form.wants() + ", is missing");
    return form.standIn();
  }

  private <T> T parsed(String full, Yaml found, Form<T> form) {
    if (found instanceof Yaml.Scalar(int _, String text)) {
      var value = form.parse().apply(text);
      if (value.isPresent()) {
        return value.get();
      }
    }
    mistakes.add(full, "wants " + form.wants() + ", got " + named(found), found.line());
    return form.standIn();
  }

  private static String named(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Scalar scalar -> Mistakes.quoted(scalar.text());
      case Yaml.Nothing _ -> "nothing";
      case Yaml.Sequence _ -> "a list";
      case Yaml.Mapping _ -> "keys with values";
    };
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
