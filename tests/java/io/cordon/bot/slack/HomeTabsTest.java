package io.cordon.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.FakeAws;
import io.cordon.Rig;
import io.cordon.action.Actions;
import io.cordon.bot.parts.Parts;
import io.cordon.commands.StatusCommand;
import io.cordon.commands.Vitals;
import io.cordon.home.Homes;
import io.cordon.ledger.Due;
import io.cordon.ledger.OpenCases;
import io.cordon.people.Authority;
import io.cordon.people.Roles;
import io.cordon.people.Staff;
import io.cordon.sandbox.slack.Connection;
import io.cordon.sandbox.slack.SecurityTeam;
import io.cordon.sandbox.slack.SlackWorkspace;
import io.cordon.templates.slack.SlackText;
import io.cordon.work.Then;
import io.cordon.work.Work;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HomeTabsTest {
  private static final String ALICE = SecurityTeam.ALICE;

  private final Rig rig = new Rig();
  private final SlackWorkspace slack =
      SlackWorkspace.start(
          SecurityTeam.reaching(new Connection.Http(URI.create("http://127.0.0.1:1/"))),
          0,
          rig.clock);
  private final SlackApi api =
      SlackConnection.of(
              URI.create(slack.apiUrl()),
              slack.setup().botToken(),
              "unused",
              List.of(),
              new Parts(new SimpleMeterRegistry()).named("slack"))
          .api();
  private final HomeTabs tabs = tabs();

  @AfterEach
  void stop() {
    slack.close();
  }

  private static final class Calm implements Vitals {
    @Override
    public Now now() {
      return new Now("1.0", Rig.START, List.of(), null);
    }

    @Override
    public boolean isStorm() {
      return false;
    }
  }

  private HomeTabs tabs() {
    var staff = new Staff(List.of("S0RESPOND"), List.of("S0APPROVE"), "S0ONCALL");
    var cases = new OpenCases(rig.table);
    var remembered = new Remembered(api, card -> api.permalink(card.channel(), card.ts()));
    var homes =
        new Homes(
            cases,
            rig.ledger,
            new Roles(staff, remembered),
            new StatusCommand(cases, rig.mailbag, new Calm()),
            remembered);
    var texts =
        new SlackText(
            new SlackText.Setting(
                new FakeAws(Rig.WEB.scope()), new Actions(List.of()), _ -> Optional.empty(), null));
    return new HomeTabs(
        rig.table,
        rig.work,
        homes,
        new Authority(SecurityTeam.TEAM, staff, api),
        api,
        texts,
        rig.clock);
  }

  private String home() {
    return slack.home(ALICE).map(slack::text).orElse("");
  }

  private long published() {
    return slack.calls().of("views.publish").size();
  }

  @Test
  void isShownOnceAsLongAsNothingChanges() {
    tabs.opened(ALICE, SecurityTeam.TEAM);

    var first = tabs.tend(ALICE);
    rig.clock.tick(Duration.ofSeconds(5));
    var second = tabs.tend(ALICE);

    assertThat(List.of(first, second)).allMatch(then -> then instanceof Then.Again);
    assertThat(published()).isEqualTo(1);
    assertThat(home()).contains("You are a responder");
  }

  @Test
  void saysSoWhenItIsNotKeptUpToDateAnyMore() {
    tabs.opened(ALICE, SecurityTeam.TEAM);
    tabs.tend(ALICE);
    rig.clock.tick(Duration.ofHours(1));

    var then = tabs.tend(ALICE);

    assertThat(then).isEqualTo(new Then.Done());
    assertThat(home()).contains("not kept up to date any more");
  }

  @Test
  void isKeptUpToDateAnewWhenItIsOpenedAnew() {
    tabs.opened(ALICE, SecurityTeam.TEAM);
    tabs.tend(ALICE);
    rig.clock.tick(Duration.ofHours(2));
    tabs.tend(ALICE);

    tabs.opened(ALICE, SecurityTeam.TEAM);

    assertThat(tabs.tend(ALICE)).isInstanceOf(Then.Again.class);
    assertThat(home()).contains("Kept up to date until");
  }

  @Test
  void whoIsOfAnotherWorkspaceSeesNothing() {
    tabs.opened(ALICE, "T0OTHER");

    tabs.tend(ALICE);

    assertThat(home()).doesNotContain("Your cases").contains("Cordon handles incidents");
  }

  @Test
  void aHomeThatNobodyOpenedIsNotShown() {
    assertThat(tabs.tend(ALICE)).isEqualTo(new Then.Done());
    assertThat(published()).isZero();
    assertThat(tabs.isOf(ALICE, "V1")).isFalse();
  }

  @Test
  void openingItMakesShowingItDue() {
    tabs.opened(ALICE, SecurityTeam.TEAM);

    assertThat(rig.work.pending())
        .extracting(Work.Pending::due)
        .containsExactly(new Due.Home(ALICE));
  }
}
