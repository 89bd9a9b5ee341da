package io.cordon.action;

import io.cordon.change.Target;
import java.util.List;
import java.util.Optional;

/** Every response action that there is: the one list to which a new one is added. */
public record Actions(List<ResponseAction> all) {
  /** Keeps its own copy. */
  public Actions {
    all = List.copyOf(all);
  }

  /** The action of a name. */
  public Optional<ResponseAction> named(String name) {
    return all.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /** The actions that can act on a target. */
  public List<ResponseAction> on(Target target) {
    return all.stream().filter(a -> a.accepts(target)).toList();
  }
}
