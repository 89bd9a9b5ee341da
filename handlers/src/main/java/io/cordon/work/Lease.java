package io.cordon.work;

import io.cordon.ledger.Due;
import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An item that this process is at. */
final class Lease {
  private final Table table;
  private final Clock clock;
  private final Due due;
  private final String token;
  private Item item;
  private boolean dueAnew;

  Lease(Table table, Clock clock, Due due, String token, Item item) {
    this.table = table;
    this.clock = clock;
    this.due = due;
    this.token = token;
    this.item = item;
  }

  Due due() {
    return due;
  }

  /** How often it was tried since it became due, without success. */
  synchronized long tries() {
    return item.number("tries");
  }

  /** Holds it longer; false if it was lost to somebody else. */
  synchronized boolean renew() {
    return update(now -> held(now, token, clock.instant()));
  }

  synchronized Item item() {
    return item;
  }

  /** Whether nobody else can have taken it since. */
  synchronized boolean isSafe() {
    return !dueAnew && until().isAfter(clock.instant());
  }

  /** Whether it is so long since the last sign of life. */
  synchronized boolean isOlderThan(Duration age) {
    return !until().isAfter(clock.instant().plus(Work.LEASE).minus(age));
  }

  /** Whether it is this process's still; holds it longer, if it is not sure. */
  synchronized boolean isHeld() {
    return isSafe() || renew();
  }

  private Instant until() {
    return Instant.ofEpochMilli(item.number("until"));
  }

  synchronized Write longer() {
    return new Write.Replace(held(item, token, clock.instant()));
  }

  synchronized Write free() {
    return new Write.Replace(free(item));
  }

  /** Knows of a write to it that was made together with others. */
  synchronized void wrote(Write write) {
    if (write instanceof Write.Replace replace && replace.item().version() == item.version()) {
      item = replace.item().written();
    }
  }

  /** Ends the work; if it became due anew in the meantime, it stays for whoever takes it next. */
  synchronized void done() {
    if (isLost()) {
      return;
    }
    if (!dueAnew) {
      try {
        table.write(List.of(new Write.Delete(item)));
        return;
      } catch (Conflict _) {
        if (!look()) {
          return;
        }
      }
    }
    update(Lease::free);
  }

  /** Leaves it for later; if it became due anew in the meantime, it stays due. */
  synchronized void later(Instant at, long tries) {
    update(now -> free(dueAnew ? now : put(now, at, tries)));
  }

  /**
   * Writes the item, anew if it was changed while this process held it.
   *
   * @return false if it is held no more; nothing was written then
   */
  private boolean update(UnaryOperator<Item> change) {
    if (isLost()) {
      return false;
    }
    while (true) {
      var written = replace(change.apply(item));
      if (written.isPresent()) {
        item = written.get();
        return true;
      }
      if (!look()) {
        return false;
      }
    }
  }

  /** Whether its time was over and somebody else has it, or had it. */
  private boolean isLost() {
    // Versions begin anew with an item, so after its time the version alone proves nothing.
    return !until().isAfter(clock.instant()) && !isStillMine();
  }

  private boolean isStillMine() {
    return table.get(item.key()).filter(this::isMine).isPresent();
  }

  /** Looks at the item again after somebody changed it; false if it is held no more. */
  private boolean look() {
    var now = table.get(item.key()).filter(this::isMine);
    if (now.isPresent()) {
      item = now.get();
      dueAnew = true;
    }
    return now.isPresent();
  }

  private boolean isMine(Item candidate) {
    return token.equals(candidate.values().get("owner"));
  }

  /** An item as it stands in the table while somebody holds it. */
  static Item held(Item item, String token, Instant now) {
    return item.with("owner", token).with("until", Work.millis(now.plus(Work.LEASE)));
  }

  private Optional<Item> replace(Item next) {
    try {
      table.write(List.of(new Write.Replace(next)));
      return Optional.of(next.written());
    } catch (Conflict _) {
      return Optional.empty();
    }
  }

  private static Item put(Item item, Instant at, long tries) {
    return item.with("due", Work.millis(at)).with("tries", Long.toString(tries));
  }

  private static Item free(Item item) {
    return item.without("owner").without("until");
  }
}
