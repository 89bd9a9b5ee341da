package io.cordon.bot.parts;

import io.cordon.commands.Vitals;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How this process is. */
public final class Running implements Vitals {
  private final String version;
  private final Instant since;
  private final Parts parts;
  private final Supplier<Optional<Instant>> lastMessage;
  private final BooleanSupplier storm;

  /**
   * A process.
   *
   * @param since when it started
   * @param lastMessage when it last took a message from SNS
   * @param storm whether one message speaks for many new cases
   */
  public Running(
      String version,
      Instant since,
      Parts parts,
      Supplier<Optional<Instant>> lastMessage,
      BooleanSupplier storm) {
    this.version = version;
    this.since = since;
    this.parts = parts;
    this.lastMessage = lastMessage;
    this.storm = storm;
  }

  @Override
  public Now now() {
    return new Now(version, since, parts.down(), lastMessage.get().orElse(null));
  }

  @Override
  public boolean isStorm() {
    return storm.getAsBoolean();
  }
}
