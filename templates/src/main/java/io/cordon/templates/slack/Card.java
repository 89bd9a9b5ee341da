package io.cordon.templates.slack;

import io.cordon.findings.Finding;
import io.cordon.findings.Severity;
import io.cordon.ledger.By;
import io.cordon.ledger.CaseAction;
import io.cordon.ledger.Fact;
import io.cordon.ledger.Owner;
import io.cordon.ledger.Snooze;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a card shows, not yet in words.
 *
 * @param file the template: "finding", "hand", "lead" or "unreadable"
 * @param stage the word of the state line: "new", "acknowledged", "working", …
 * @param outcome what became of containment or of the case, where the header shall say so:
 *     "contained", "partial", "failed", "snoozed", "part-of", "closed"
 * @param call whom to call, on the first post of something grave
 * @param family the kind of finding, as the sentences know it
 * @param link the resource in AWS's console
 * @param suggested names of the actions to take next, in order
 * @param impossible why nothing can be done to the resource, as the sentences know it
 * @param partOf the case that speaks for this one
 * @param gathered the cases that this one speaks for
 */
record Card(
    String file,
    String key,
    String stage,
    @Nullable String outcome,
    Severity severity,
    String title,
    @Nullable String call,
    @Nullable Finding first,
    @Nullable Finding latest,
    @Nullable String family,
    @Nullable Place place,
    @Nullable String resource,
    @Nullable Shown link,
    long seen,
    int messages,
    Fact.@Nullable FindingUnreadable unreadable,
    List<String> suggested,
    @Nullable String impossible,
    List<Row> rows,
    List<Button> triage,
    @Nullable Owner owner,
    @Nullable By closed,
    Fact.@Nullable CaseClosed closing,
    @Nullable Snooze snooze,
    @Nullable String partOf,
    @Nullable Gathered gathered,
    @Nullable Contained contained) {

  /** Whether it came more than once. */
  public boolean again() {
    return seen > 1;
  }

  /** Whether anybody said how bad it is. */
  public boolean rated() {
    return severity != Severity.INFORMATIONAL;
  }

  /** Whether it is worth telling that the product no longer stands by its finding. */
  public boolean over() {
    return latest != null && latest.status() != Finding.Status.ACTIVE;
  }

  /**
   * The cases that a lead speaks for.
   *
   * @param groups the worst of them
   * @param more how many there are beside those
   */
  record Gathered(Fact.CaseGathered of, int cases, List<Group> groups, int more) {}

  /**
   * A case that this message speaks for.
   *
   * @param quiet whether nobody wants to hear of it
   * @param button has it get a message of its own
   */
  record Group(
      String key,
      Severity severity,
      String title,
      String resource,
      Place place,
      long seen,
      boolean quiet,
      Button button) {}

  /**
   * When containment was read back.
   *
   * @param taken since the case was opened
   */
  record Contained(Instant at, Duration taken) {}

  /**
   * Actions of one class, and how they stand.
   *
   * @param block the id of its buttons' block
   */
  record Row(String block, List<Line> lines, List<Button> buttons) {}

  /**
   * How one action stands.
   *
   * @param says which sentence
   * @param action the action, which may be an undo
   */
  record Line(String says, CaseAction action) {
    public int done() {
      return action.confirmed().size();
    }

    public int of() {
      return action.changes().size();
    }

    /** Whether its results stay, as snapshots do, so that people will look for them. */
    public boolean lasting() {
      return action.changes().stream().noneMatch(c -> c.reversible());
    }

    /** What AWS accepted, all changes together. */
    public List<String> results() {
      return action.changes().stream()
          .flatMap(c -> action.appliedTo(c.id()).stream())
          .flatMap(List::stream)
          .toList();
    }

    /** How many approvals it waits for, and of how many. */
    public int lacking() {
      return action.consent().missing();
    }

    public int needed() {
      return action.consent().needed();
    }

    /** What was not read back. */
    public List<String> missing() {
      return action.changes().stream()
          .filter(c -> !action.verified().contains(c.id()))
          .map(c -> c.resource())
          .toList();
    }
  }

  /**
   * A button.
   *
   * @param name the name of the action whose words it has
   * @param part which of its words: "button", "rest" or "undo"
   * @param target what it acts upon
   * @param style "primary", "danger" or null
   * @param confirms whether it asks once more before it does anything
   * @param several whether there are others like it, so that it must name its action
   */
  record Button(
      ButtonValue value,
      String name,
      String part,
      String target,
      @Nullable String style,
      boolean confirms,
      boolean several) {}
}
