package io.cordon.bot.parts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parts, each with the gauge {@code cordon_part_down{part="…"}}: 1 while its last call failed.
 */
public final class Parts {
  private final MeterRegistry meters;
  private final Map<String, Part> byName = new ConcurrentHashMap<>();

  /** Parts that are told of here. */
  public Parts(MeterRegistry meters) {
    this.meters = meters;
  }

  /** The part of this name: "ledger", "evidence", "slack", … */
  public Part named(String name) {
    return byName.computeIfAbsent(name, this::open);
  }

  /** The names of the parts whose last call failed, in order. */
  public List<String> down() {
    return byName.entrySet().stream()
        .filter(part -> part.getValue().isDown())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private Part open(String name) {
    var part = new Part(name);
    Gauge.builder("cordon.part.down", part, p -> p.isDown() ? 1 : 0)
        .description("1 while the last call of this part failed")
        .tag("part", name)
        .register(meters);
    return part;
  }
}
