package io.cordon.ledger;

import io.cordon.change.Scope;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.table.Item;
import io.cordon.table.Key;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a list says of a case that is open. All of it but the key is from the case's entries; what
 * changes with every repeat of a finding is left out, so that repeats cost no more for it.
 *
 * @param title of the first finding, or how it was opened by hand: text from outside
 * @param resource the id of what it is about; may be empty
 * @param account may be empty, as may region
 * @param opened when its first entry was written
 * @param owner the Slack id of whoever looks after it, or null
 * @param waiting how many of its actions wait for people or for what is in their way
 */
public record OpenCase(
    CaseKey key,
    Severity severity,
    String title,
    String resource,
    String account,
    String region,
    Instant opened,
    @Nullable String owner,
    int waiting) {
  /** The order in which people look at them. */
  public static final Comparator<OpenCase> WORST_FIRST =
      Comparator.comparing(OpenCase::severity).reversed().thenComparing(OpenCase::opened);

  /** The partition of all rows. */
  static final String PARTITION = "open cases";

  private static final String OPEN = "open";
  private static final String NOBODY = "";
  private static final String CARD = "card";
  private static final String NOWHERE = "";

  /** The row of a case: written whenever it would be another one than before. */
  static Item row(Case state) {
    var target = state.openedByHand().map(Fact.CaseOpened::target);
    var where = state.openedByHand().flatMap(Fact.CaseOpened::where);
    return Item.of(
        new Key(PARTITION, state.key().text()),
        Map.of(
            OPEN,
            Boolean.toString(state.closed().isEmpty()),
            "severity",
            state.severity().name(),
            "title",
            title(state),
            "resource",
            state
                .first()
                .flatMap(Finding::primary)
                .map(Resource::id)
                .or(() -> target.map(t -> t.id()))
                .orElse(""),
            "account",
            state.first().map(Finding::account).or(() -> where.map(Scope::account)).orElse(""),
            "region",
            state.first().map(Finding::region).or(() -> where.map(Scope::region)).orElse(""),
            "opened",
            state.opened().map(Instant::toString).orElse(""),
            "owner",
            state.owner().map(Owner::user).orElse(NOBODY),
            "waiting",
            Long.toString(waiting(state)),
            CARD,
            state.card().map(card -> address(card.channel(), card.ts())).orElse(NOWHERE)));
  }

  private static String address(String channel, String ts) {
    return channel + " " + ts;
  }

  /** Whether a message is the one of the row's case; false for rows from before they told that. */
  static boolean isOn(Item row, String channel, String ts) {
    return address(channel, ts).equals(row.values().get(CARD));
  }

  private static String title(Case state) {
    return state
        .first()
        .map(f -> f.title().isBlank() ? f.type() : f.title())
        .or(() -> state.openedByHand().map(Fact.CaseOpened::title))
        .orElse("");
  }

  private static long waiting(Case state) {
    return state.actions().stream()
        .filter(a ->
            a.isWaiting()
                || a.stage() == CaseAction.Stage.PENDING
                || (a.stage() == CaseAction.Stage.REQUESTED && a.request().approvals() > 0))
        .count();
  }

  /** Reads a row; empty if its case is closed. */
  static Optional<OpenCase> read(Item row) {
    if (!Boolean.parseBoolean(row.value(OPEN))) {
      return Optional.empty();
    }
    var owner = row.value("owner");
    return Optional.of(
        new OpenCase(
            new CaseKey(row.key().sort()),
            Severity.valueOf(row.value("severity")),
            row.value("title"),
            row.value("resource"),
            row.value("account"),
            row.value("region"),
            Instant.parse(row.value("opened")),
            owner.equals(NOBODY) ? null : owner,
            (int) row.number("waiting")));
  }
}
