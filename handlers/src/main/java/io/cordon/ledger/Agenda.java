package io.cordon.ledger;

import io.cordon.table.Write;
import java.time.Instant;

/** The port to the work that is due: what is put down there is done, whichever process dies. */
public interface Agenda {
  /** The write that makes something due; an item that is there already becomes due anew. */
  Write schedule(Due due, Instant at);

  /** Tells the workers of this process that something may be due. */
  void wake();
}
