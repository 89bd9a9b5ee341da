package io.cordon.templates.slack;

import io.cordon.ledger.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people can decide about a case as a whole, by the state that it is in. */
final class TriageRow {
  private TriageRow() {}

  /** Why a case gives no trouble now: "closed", "snoozed" or "part-of"; empty if it does. */
  static Optional<String> rest(Case state) {
    if (state.closed().isPresent()) {
      return Optional.of("closed");
    }
    if (state.membership().isPresent()) {
      return Optional.of("part-of");
    }
    return state.snooze().map(_ -> "snoozed");
  }

  /** Its buttons. */
  static List<Card.Button> of(Case state) {
    return rest(state)
        .map(rest ->
            switch (rest) {
              case "closed" -> Stream.of(ButtonValue.REOPEN, ButtonValue.NOTE);
              case "snoozed" -> Stream.of(ButtonValue.WAKE, ButtonValue.NOTE);
              default -> Stream.of(ButtonValue.LEAVE, ButtonValue.NOTE);
            })
        .orElseGet(() -> awake(state))
        .mapMulti((String what, Consumer<String> next) -> {
          next.accept(what);
          if (what.equals(ButtonValue.NOTE) && state.messages() > 0) {
            next.accept(ButtonValue.RAW);
          }
        })
        .map(what -> button(state, what))
        .toList();
  }

  private static Stream<String> awake(Case state) {
    var first =
        state.acknowledged().isEmpty()
            ? Stream.of(ButtonValue.ACKNOWLEDGE)
            : Stream.<String>empty();
    return Stream.concat(
        first,
        Stream.of(ButtonValue.ASSIGN, ButtonValue.SNOOZE, ButtonValue.CLOSE, ButtonValue.NOTE));
  }

  private static Card.Button button(Case state, String what) {
    var part = what.equals(ButtonValue.ASSIGN) && state.owner().isPresent() ? "rest" : "button";
    return new Card.Button(
        new ButtonValue(state.key(), what, null, state.seq()),
        what,
        part,
        "",
        what.equals(ButtonValue.ACKNOWLEDGE) ? "primary" : null,
        false,
        false);
  }
}
