package io.cordon.bot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be closed when the bot stops, in bounded time even if AWS or Slack hang: a container is
 * killed half a minute after it was told to stop, and what is cut off then is left half done.
 */
final class Shutdown implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  /** A little more than a worker waits for what it is at. */
  private static final Duration FOR_WORK = Duration.ofSeconds(16);

  private static final Duration FOR_THE_REST = Duration.ofSeconds(2);

  private final List<AutoCloseable> work = new ArrayList<>();
  private final Deque<AutoCloseable> rest = new ArrayDeque<>();

  /** Closes it first, at the same time as all others that take in work or are at it. */
  void work(AutoCloseable part) {
    work.add(part);
  }

  /** Closes it after the work, and after everything that was given here later. */
  <T extends AutoCloseable> T rest(T part) {
    rest.push(part);
    return part;
  }

  /** Closes everything; what takes too long is left behind. Nothing happens a second time. */
  @Override
  public void close() {
    end(work.stream().map(Shutdown::closing).toList(), FOR_WORK);
    work.clear();
    var left = FOR_THE_REST;
    while (!rest.isEmpty()) {
      left = end(List.of(closing(rest.pop())), left);
    }
  }

  private static Thread closing(AutoCloseable part) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            part.close();
          } catch (Exception e) {
            log.warn("a part did not close", e);
          }
        });
  }

  /** Waits for all of them, interrupts what is late, and answers how much of the time is left. */
  private static Duration end(List<Thread> closing, Duration most) {
    var until = System.nanoTime() + most.toNanos();
    try {
      for (var thread : closing) {
        if (!thread.join(left(until))) {
          log.warn("a part takes too long to close and is left behind");
          thread.interrupt();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return left(until);
  }

  private static Duration left(long until) {
    return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }
}
