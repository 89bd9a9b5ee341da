package io.cordon.sandbox.crash;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lanes beside each other: most of a cell's time is waiting for what the dead process held. */
public final class Lanes implements AutoCloseable {
  private final List<Lane> lanes = new ArrayList<>();
  private final ExecutorService threads;

  /**
   * Opens lanes.
   *
   * @param jar Cordon, as Maven built it
   * @param folder for logs
   */
  public Lanes(int count, Path jar, Path folder, Clock clock) {
    threads = Executors.newFixedThreadPool(count);
    for (int i = 1; i <= count; i++) {
      lanes.add(new Lane(jar, folder.resolve("lane-" + i), clock));
    }
  }

  /** Makes every start of Cordon faster; pays when there are many. */
  public void train(Path cache) throws InterruptedException {
    lanes.getFirst().train(cache);
    lanes.forEach(lane -> lane.startAs(lanes.getFirst()));
  }

  /** What a lane does with one piece of work. */
  public interface Job<T, R> {
    /** Does it. */
    R done(Lane lane, T piece) throws InterruptedException;
  }

  /** Has each piece done by whichever lane is free; answers what came of them in any order. */
  public <T, R> List<R> each(Collection<T> pieces, Job<T, R> job) throws InterruptedException {
    var work = new ConcurrentLinkedQueue<T>(pieces);
    var done = new ConcurrentLinkedQueue<R>();
    var running = new ArrayList<Future<Lane>>();
    for (var lane : lanes) {
      running.add(
          threads.submit(() -> {
            for (var piece = work.poll(); piece != null; piece = work.poll()) {
              done.add(job.done(lane, piece));
            }
            return lane;
          }));
    }
    for (var lane : running) {
      try {
        lane.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return List.copyOf(done);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    lanes.forEach(Lane::close);
  }
}
