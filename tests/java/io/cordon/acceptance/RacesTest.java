package io.cordon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.sandbox.Races;
import io.cordon.sandbox.ShippedJar;
import io.cordon.sandbox.aws.AwsEmulator;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RacesTest {
  private static final int INSTANCES = 2;
  private static final int EACH = 5;

  @TempDir Path folder;

  @Test
  void ofTwoWhoSubmitTheSameAtTwoProcessesOneGetsItAndTheOtherIsToldSo() throws Exception {
    var aws = AwsEmulator.shared();
    aws.reset();

    var tally = Races.run(aws, ShippedJar.path(), folder, INSTANCES, EACH, Clock.systemUTC());

    assertThat(tally.wrong()).isEmpty();
    assertThat(tally.executions()).isEqualTo(INSTANCES * EACH);
    assertThat(tally.refusals()).isEqualTo(INSTANCES * EACH);
  }
}
