package io.cordon.bot.crash;

import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Write;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What a transaction is called: by the kinds of the entries in it, or else by its items, without
 * any id, so that it is called the same in every run.
 */
final class WriteName {
  /** Where a line of the ledger says its kind: keys are in order, so that {@code prev} follows. */
  private static final Pattern KIND = Pattern.compile("\"kind\":\"([a-z.]+)\",\"prev\":\"");

  /** The words that a key begins with, up to the first id. */
  private static final Pattern WORDS = Pattern.compile("[A-Za-z]+(?:#[A-Za-z]+)?");

  private WriteName() {}

  static String of(List<Write> writes) {
    var kinds = joined(writes.stream().flatMap(WriteName::kinds), " ");
    return kinds.isEmpty() ? joined(writes.stream().map(WriteName::of), ", ") : "append " + kinds;
  }

  private static String of(Write write) {
    return switch (write) {
      case Write.Create create -> "new " + of(create.key());
      case Write.Touch touch -> "set " + of(touch.key());
      case Write.Delete delete -> "drop " + of(delete.key());
      case Write.Replace replace ->
          (replace.item().values().containsKey("owner") ? "hold " : "change ") + of(replace.key());
    };
  }

  private static String of(Key key) {
    var sort = words(key.sort());
    var partition = words(key.partition());
    return partition.equals("case") || partition.equals(sort) ? sort : partition + " " + sort;
  }

  private static String words(String text) {
    var found = WORDS.matcher(text);
    return found.lookingAt() ? found.group() : "";
  }

  private static Stream<String> kinds(Write write) {
    return switch (write) {
      case Write.Create create -> kinds(create.item());
      case Write.Touch touch -> kinds(touch.item());
      case Write.Replace replace -> kinds(replace.item());
      case Write.Delete _ -> Stream.empty();
    };
  }

  private static Stream<String> kinds(Item item) {
    return item.key().partition().startsWith("case ")
        ? Stream.concat(item.values().values().stream(), Stream.of(text(item.body())))
            .flatMap(text -> KIND.matcher(text).results())
            .map((MatchResult found) -> found.group(1))
        : Stream.empty();
  }

  private static String text(byte[] body) {
    if (body.length < 2 || body[0] != 0x1f || body[1] != (byte) 0x8b) {
      return new String(body, StandardCharsets.UTF_8);
    }
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String joined(Stream<String> names, String between) {
    return names.distinct().collect(Collectors.joining(between));
  }
}
