package io.cordon.bot.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.aws.Attribution;
import io.cordon.aws.Permissions;
import io.cordon.aws.SessionPolicy;
import io.cordon.bot.config.Endpoints;
import io.cordon.bot.parts.Parts;
import io.cordon.change.Scope;
import io.cordon.ledger.Actor;
import io.cordon.sandbox.aws.AnsweredCall;
import io.cordon.sandbox.aws.AwsEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsAccountsTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/CordonResponder";
  private static final Scope IRELAND = new Scope("111122223333", "eu-west-1");
  private static final Scope VIRGINIA = new Scope("111122223333", "us-east-1");
  private static final Scope OWN = new Scope("999900001111", "eu-west-1");
  private static final Actor ANN = Actor.person("U0ANN", "ann");
  private static final Actor BEN = Actor.person("W0BEN", "ben");
  private static final SessionPolicy LOOK =
      Permissions.toRead("ec2:DescribeInstances").reading(IRELAND);
  private static final SessionPolicy LOOK_FURTHER =
      Permissions.toRead("ec2:DescribeInstances", "ec2:DescribeVpcs").reading(IRELAND);

  private final AwsEmulator aws = AwsEmulator.shared();
  private final AwsHome home =
      AwsHome.of(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAHOME", "secret")),
          "eu-west-1",
          "eu-central-1",
          Endpoints.at(aws.endpoint()),
          new Parts(new SimpleMeterRegistry()));
  private final AwsAccounts accounts =
      new AwsAccounts(
          Map.of(
              "111122223333", new AwsAccounts.Account("shop", ROLE),
              "999900001111", new AwsAccounts.Account("own", null)),
          List.of("eu-west-1", "us-east-1"),
          home,
          List.of());

  @BeforeEach
  void begin() {
    aws.reset();
  }

  @AfterEach
  void close() {
    accounts.close();
    home.close();
  }

  @Test
  void aSessionTellsWhoForWhichActionOfWhichCaseAndWhatItMayDo() {
    look(IRELAND, attribution("IR-2026-042/A-1", ANN, LOOK));

    var caller = seen().getLast().caller();
    assertThat(caller.role()).isEqualTo(ROLE);
    assertThat(caller.session()).isEqualTo("IR-2026-042");
    assertThat(caller.sourceIdentity()).isEqualTo("U0ANN");
    assertThat(caller.sessionPolicy()).isEqualTo(LOOK.json());
    assertThat(caller.tags())
        .containsOnly(
            Map.entry("cordon:case", "IR-2026-042"),
            Map.entry("cordon:action", "IR-2026-042/A-1"),
            Map.entry("cordon:analyst", "U0ANN"));
    assertThat(assumed().getFirst().call().parameter("DurationSeconds")).isEqualTo("900");
  }

  @Test
  void whoAsksForExactlyTheSameGetsTheSameSession() {
    look(IRELAND, attribution("IR-2026-042/A-1", ANN, LOOK));
    look(IRELAND, attribution("IR-2026-042/A-1", ANN, LOOK));

    assertThat(assumed()).hasSize(1);
    assertThat(keys()).hasSize(1);
  }

  @Test
  void whoAsksForAnythingElseGetsASessionOfTheirOwn() {
    look(IRELAND, attribution("IR-2026-042/A-1", ANN, LOOK));
    look(VIRGINIA, attribution("IR-2026-042/A-1", ANN, LOOK));
    look(IRELAND, attribution("IR-2026-042/A-1", ANN, LOOK_FURTHER));
    look(IRELAND, attribution("IR-2026-042/A-2", ANN, LOOK));
    look(IRELAND, attribution("IR-2026-042/A-2", BEN, LOOK));
    look(IRELAND, new Attribution("IR-2026-043", "IR-2026-042/A-2", BEN, LOOK));

    assertThat(assumed()).hasSize(6);
    assertThat(keys()).hasSize(6);
    assertThat(seen())
        .allSatisfy(c ->
            assertThat(c.caller().sourceIdentity())
                .isEqualTo(c.caller().tags().get("cordon:analyst")));
  }

  @Test
  void theSessionsOfAnActionAreForgottenWhenTheSamePersonIsAtAnother() {
    var first = attribution("IR-2026-042/A-1", ANN, LOOK);
    look(IRELAND, first);
    look(IRELAND, attribution("IR-2026-042/A-1", ANN, LOOK_FURTHER));
    look(IRELAND, first);
    assertThat(assumed()).hasSize(2);

    look(IRELAND, attribution("IR-2026-042/A-2", ANN, LOOK));
    look(IRELAND, first);

    assertThat(assumed()).hasSize(4);
  }

  @Test
  void theSessionsOfOthersAreKeptMeanwhile() {
    var ofAnn = attribution("IR-2026-042/A-1", ANN, LOOK);
    look(IRELAND, ofAnn);
    look(IRELAND, attribution("IR-2026-042/A-2", BEN, LOOK));
    look(IRELAND, ofAnn);

    assertThat(assumed()).hasSize(2);
  }

  @Test
  void anAccountWithoutARoleIsCalledWithTheProcesssOwnKey() {
    look(OWN, attribution("IR-2026-042/A-1", ANN, LOOK));

    assertThat(assumed()).isEmpty();
    assertThat(keys()).containsExactly("AKIAHOME");
  }

  @Test
  void whatIsNotConfiguredIsNeverCalled() {
    var elsewhere = new Scope("111122223333", "eu-north-1");

    assertThatThrownBy(() -> look(elsewhere, attribution("IR-2026-042/A-1", ANN, LOOK)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(aws.calls()).isEmpty();
  }

  private void look(Scope scope, Attribution attribution) {
    accounts.ec2(scope, attribution).describeInstances();
  }

  private static Attribution attribution(String action, Actor actor, SessionPolicy policy) {
    return new Attribution("IR-2026-042", action, actor, policy);
  }

  private List<AnsweredCall> seen() {
    return aws.calls().stream().filter(c -> c.call().service().equals("ec2")).toList();
  }

  private List<AnsweredCall> assumed() {
    return aws.calls().stream().filter(c -> c.call().name().equals("sts:AssumeRole")).toList();
  }

  private List<String> keys() {
    return seen().stream().map(c -> c.caller().accessKey()).distinct().toList();
  }
}
