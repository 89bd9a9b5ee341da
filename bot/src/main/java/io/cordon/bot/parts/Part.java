package io.cordon.bot.parts;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something outside of Cordon that it leans on, and whether it answered the last call. */
public final class Part {
  private static final Logger log = LoggerFactory.getLogger(Part.class);

  private final String name;
  private final AtomicBoolean down = new AtomicBoolean();

  Part(String name) {
    this.name = name;
  }

  /** It answered, even if with a refusal. */
  public void answered() {
    if (down.compareAndSet(true, false)) {
      log.info("{} answers again", name);
    }
  }

  /**
   * It did not answer, or not as one that works.
   *
   * @param why for the log
   */
  public void failed(Throwable why) {
    if (down.compareAndSet(false, true)) {
      log.warn("{} is down: {}", name, why.toString());
    }
  }

  /** Whether the last call failed. */
  public boolean isDown() {
    return down.get();
  }
}
