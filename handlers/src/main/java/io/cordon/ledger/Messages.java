package io.cordon.ledger;

import io.cordon.table.Conflict;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The messages from AWS as they came in, byte for byte. They are kept here until their case's copy
 * in S3 has them too, and some weeks longer.
 */
public final class Messages {
  /** A DynamoDB item holds 400 KB, names and all (Service, account, and table quotas). */
  private static final int PART = 350_000;

  private static final int TRIES = 10;
  private static final Duration KEPT = Duration.ofDays(30);

  private final Table table;
  private final Agenda agenda;
  private final Clock clock;

  /** Messages in this table. */
  public Messages(Table table, Agenda agenda, Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.clock = clock;
  }

  /**
   * Keeps a message, and makes reading it due. After this returned it cannot be lost.
   *
   * @param id SNS's message id
   * @return false if it was kept before
   */
  public boolean accept(String id, byte[] bytes) {
    return accept(id, bytes, new Due.Intake(id));
  }

  /** As {@link #accept}, for a message that is to be read before the others. */
  public boolean acceptGrave(String id, byte[] bytes) {
    return accept(id, bytes, new Due.Grave(id));
  }

  private boolean accept(String id, byte[] bytes, Due due) {
    var writes = parts(id, bytes);
    var reading = agenda.handOver(due);
    writes.add(reading.write());
    var kept = false;
    try {
      kept = write(id, writes);
    } finally {
      if (kept) {
        reading.written();
      } else {
        reading.dropped();
      }
    }
    return kept;
  }

  /**
   * Keeps a message that is not read, since nothing proves who sent it.
   *
   * @param id one that no message of SNS has
   * @return false if it was kept before
   */
  public boolean keepUnread(String id, byte[] bytes) {
    return write(id, parts(id, bytes));
  }

  private List<Write> parts(String id, byte[] bytes) {
    var packed = Gzip.pack(bytes);
    var writes = new ArrayList<Write>();
    for (int from = 0, part = 0; from == 0 || from < packed.length; from += PART, part++) {
      var body = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PART));
      writes.add(
          new Write.Create(
              Item.of(new Key(partition(id), part(part)), Map.of())
                  .withBody(body)
                  .expiring(clock.instant().plus(KEPT))));
    }
    return writes;
  }

  private boolean write(String id, List<Write> writes) {
    for (int attempt = 1; ; attempt++) {
      try {
        table.write(writes);
        return true;
      } catch (Conflict conflict) {
        if (conflict.keys().contains(new Key(partition(id), part(0)))) {
          return false;
        }
        if (attempt >= TRIES) {
          throw conflict;
        }
        Contention.pause(attempt);
      }
    }
  }

  /**
   * A message's bytes.
   *
   * @throws IllegalStateException if it was never accepted, or long ago
   */
  public byte[] bytes(String id) {
    var parts = table.query(partition(id), "part", "");
    if (parts.isEmpty()) {
      throw new IllegalStateException("no message " + id);
    }
    return unpack(parts);
  }

  private static byte[] unpack(List<Item> parts) {
    var packed = new ByteArrayOutputStream();
    for (var part : parts) {
      packed.writeBytes(part.body());
    }
    return Gzip.unpack(packed.toByteArray());
  }

  private static String partition(String id) {
    return "message " + id;
  }

  private static String part(int n) {
    return String.format(Locale.ROOT, "part%04d", n);
  }
}
