package io.cordon.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the kinds, made from the names of the records: FindingReceived, finding.received.
 */
final class FactKinds {
  private static final Map<String, Class<? extends Fact>> BY_NAME =
      leaves(Fact.class)
          .collect(Collectors.toUnmodifiableMap(FactKinds::name, Function.identity()));

  private FactKinds() {}

  static String nameOf(Fact fact) {
    return name(fact.getClass());
  }

  static Optional<Class<? extends Fact>> typeOf(String kind) {
    return Optional.ofNullable(BY_NAME.get(kind));
  }

  static Iterable<String> all() {
    return BY_NAME.keySet();
  }

  private static Stream<Class<? extends Fact>> leaves(Class<? extends Fact> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .flatMap(sub -> leaves(sub.asSubclass(Fact.class)))
        : Stream.of(type);
  }

  private static String name(Class<? extends Fact> type) {
    return type.getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", ".")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
