package io.cordon.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.change.Change;
import io.cordon.change.Failure;
import io.cordon.change.Remark;
import java.util.List;

/** What an action would do, found out by reading only. */
public sealed interface Plan {

  /**
   * It would change something.
   *
   * @param changes in the order in which they must be made
   * @param impact what else will be felt when they are made
   * @param residual what will still be possible afterwards
   * @param observed the state that it was planned from, as AWS told it
   */
  record Ready(List<Change> changes, List<Remark> impact, List<Remark> residual, JsonNode observed)
      implements Plan {
    /** Keeps its own copies. */
    public Ready {
      changes = List.copyOf(changes);
      impact = List.copyOf(impact);
      residual = List.copyOf(residual);
    }
  }

  /** Everything is as the action would make it. */
  record Needless(String detail) implements Plan {}

  /** It cannot be done. */
  record Impossible(Failure failure) implements Plan {}
}
