package io.cordon.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotoServerTest {
  @Test
  void listensWhenItHasStartedAndIsGoneWhenItIsClosed() throws Exception {
    int port;
    try (var moto = MotoServer.start(MotoServer.home())) {
      port = moto.endpoint().getPort();
      new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void doesNotOutliveAJvmThatIsKilled() throws Exception {
    Process jvm = SecondJvm.running(MotoStarter.class, List.of());
    var out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
    ProcessHandle moto = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    assertThat(moto.isAlive()).isTrue();

    jvm.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(20)).until(() -> !moto.isAlive());
  }

  @Test
  void livesInTheFolderThatTheBuildCleans() {
    assertThat(MotoServer.home().toString()).endsWith("tests/target/moto");
  }
}
