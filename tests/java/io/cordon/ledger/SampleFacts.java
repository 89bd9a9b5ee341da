package io.cordon.ledger;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fact of every kind that there is, made from the types of its parts. */
final class SampleFacts {
  private SampleFacts() {}

  /** Every kind, found by the sealed types, so that a new one cannot be forgotten. */
  static Stream<Class<?>> kinds() {
    return leaves(Fact.class);
  }

  /** A fact of each kind, once with everything and once without what may be absent. */
  static Stream<Fact> all() {
    return kinds().flatMap(kind -> Stream.of(true, false).map(full -> (Fact) make(kind, full)));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SampleFacts::leaves)
        : Stream.of(type);
  }

  private static Object make(Class<?> type, boolean full) {
    var parts = type.getRecordComponents();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(Stream.of(parts).map(part -> value(part, full)).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private static @Nullable Object value(RecordComponent part, boolean full) {
    var mayBeAbsent = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return mayBeAbsent && !full ? null : value(part.getGenericType(), part.getName(), full);
  }

  private static Object value(Type type, String name, boolean full) {
    if (type instanceof ParameterizedType generic) {
      var last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      var content = value(last, name, full);
      return generic.getRawType() == Map.class
          ? (full ? Map.of("key of " + name, content) : Map.of())
          : (full ? List.of(content, content) : List.of());
    }
    return plain((Class<?>) type, name, full);
  }

  private static Object plain(Class<?> type, String name, boolean full) {
    if (type == String.class) {
      return name + " \u00e4\ud83d\ude00\n\"<!here>\\";
    }
    if (type == CaseKey.class) {
      return CaseKey.of(2026, 42);
    }
    if (type == int.class) {
      return 7;
    }
    if (type == long.class) {
      return (1L << 53) - 1;
    }
    if (type == boolean.class) {
      return full;
    }
    if (type == Instant.class) {
      return Instant.parse("2026-11-24T10:05:40.123456789Z");
    }
    return type.isEnum()
        ? type.getEnumConstants()[0]
        : make(leaves(type).findFirst().orElseThrow(), full);
  }
}
