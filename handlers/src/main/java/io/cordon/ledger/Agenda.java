package io.cordon.ledger;

import io.cordon.table.Write;
import java.time.Instant;
import java.util.Collection;

/** The port to the work that is due: what is put down there is done, whichever process dies. */
public interface Agenda {
  /** The write that makes something due; an item that is there already becomes due anew. */
  Write schedule(Due due, Instant at);

  /**
   * Makes something due that was never due before, for this process to do at once if it has a hand
   * free; for whoever finds it otherwise.
   */
  Handover handOver(Due due);

  /** Tells the workers of this process that something of this may be due. */
  void wake(Collection<? extends Due> due);

  /** Tells the workers of this process that anything may be due. */
  void wake();

  /** Something on its way to whoever does it; one of the two ends must be told. */
  interface Handover {
    /** The write that makes it due. */
    Write write();

    /** It is written: it may be done now. */
    void written();

    /** It is not written, as far as is known. If it is after all, it is found in time. */
    void dropped();
  }
}
