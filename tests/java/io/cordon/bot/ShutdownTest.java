package io.cordon.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final Shutdown shutdown = new Shutdown();
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  @Test
  void closesTheWorkFirstAndThenTheRestFromTheLastToTheFirst() {
    shutdown.rest(part("clients"));
    shutdown.work(part("worker"));
    shutdown.rest(part("server"));

    shutdown.close();

    assertThat(closed).containsExactly("worker", "server", "clients");
  }

  @Test
  void closesEverythingOnce() {
    shutdown.work(part("worker"));
    shutdown.rest(part("server"));

    shutdown.close();
    shutdown.close();

    assertThat(closed).containsExactly("worker", "server");
  }

  @Test
  void closesWhatTakesWorkAllAtOnce() {
    var other = new CountDownLatch(1);
    shutdown.work(() -> {
      other.await();
      closed.add("first");
    });
    shutdown.work(() -> {
      closed.add("second");
      other.countDown();
    });

    shutdown.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void goesOnWhenAPartBreaks() {
    shutdown.rest(part("clients"));
    shutdown.rest(() -> {
      throw new IllegalStateException("broken on purpose");
    });

    shutdown.close();

    assertThat(closed).containsExactly("clients");
  }

  @Test
  void leavesBehindWhatHangs() {
    var interrupted = new CountDownLatch(1);
    shutdown.rest(part("clients"));
    shutdown.rest(() -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        interrupted.countDown();
      }
    });

    shutdown.close();

    org.awaitility.Awaitility.await()
        .untilAsserted(() -> {
          assertThat(closed).containsExactly("clients");
          assertThat(interrupted.getCount()).isZero();
        });
  }
}
