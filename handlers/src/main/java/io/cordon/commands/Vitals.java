package io.cordon.commands;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to how the running bot is. */
public interface Vitals {
  /** How it is now; asks nobody. */
  Now now();

  /**
   * Whether one message speaks for many new cases now.
   *
   * @throws io.cordon.table.Table.Unavailable if the table does not answer
   */
  boolean isStorm();

  /**
   * How it is.
   *
   * @param version of the program
   * @param since when this process started
   * @param down the names of the parts whose last call failed
   * @param lastMessage when this process last took a message from SNS, or null if it took none
   */
  record Now(String version, Instant since, List<String> down, @Nullable Instant lastMessage) {
    /** Keeps its own copy. */
    public Now {
      down = List.copyOf(down);
    }
  }
}
