package io.cordon;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads that do something at the same time. */
public final class Racing {
  private Racing() {}

  /** What each of them came to, in the order of their numbers. */
  public static <T> List<T> many(int threads, IntFunction<T> each) throws Exception {
    var start = new CyclicBarrier(threads);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<T>>();
      for (int n = 0; n < threads; n++) {
        int mine = n;
        tasks.add(() -> {
          start.await();
          return each.apply(mine);
        });
      }
      var results = new ArrayList<T>();
      for (Future<T> done : executor.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    }
  }
}
