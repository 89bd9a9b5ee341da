package io.cordon.bot.sns;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what came in and what became of it, for one way in. */
final class Counts {
  private final MeterRegistry meters;
  private final String way;

  Counts(MeterRegistry meters, String way) {
    this.meters = meters;
    this.way = way;
  }

  void kept(boolean first) {
    meters
        .counter("cordon.messages", "way", way, "result", first ? "kept" : "duplicate")
        .increment();
  }

  void refused(Refusal refusal) {
    meters
        .counter(
            "cordon.messages.refused",
            "way",
            way,
            "reason",
            refusal.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void later() {
    meters.counter("cordon.messages", "way", way, "result", "later").increment();
  }
}
