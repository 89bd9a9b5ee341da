package io.cordon.bot.slack;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import io.cordon.home.Home;
import io.cordon.home.Homes;
import io.cordon.ledger.Agenda;
import io.cordon.ledger.CanonicalJson;
import io.cordon.ledger.Due;
import io.cordon.people.Authority;
import io.cordon.people.Person;
import io.cordon.people.Refusal;
import io.cordon.people.Role;
import io.cordon.table.Item;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.table.Write;
import io.cordon.templates.slack.ButtonValue;
import io.cordon.templates.slack.SlackText;
import io.cordon.work.Then;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The home tabs of those who have theirs open: shown when they open it, and changed with what it
 * tells of for a while, by whichever process is at it. What a view's id is, is recorded: only there
 * its buttons count.
 */
public final class HomeTabs {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String HOME = "home";
  private static final String UNTIL = "until";
  private static final String TEAM = "team";
  private static final String VIEW = "view";
  private static final String PRINT = "print";
  private static final String OPENED = "opened";
  private static final String CHECKED = "checked";
  private static final String REFUSED = "refused";
  private static final String DETAIL = "detail";

  private final Table table;
  private final Agenda agenda;
  private final Homes homes;
  private final Authority authority;
  private final SlackApi slack;
  private final SlackText texts;
  private final Clock clock;

  /** The home tabs of a workspace. */
  public HomeTabs(
      Table table,
      Agenda agenda,
      Homes homes,
      Authority authority,
      SlackApi slack,
      SlackText texts,
      Clock clock) {
    this.table = table;
    this.agenda = agenda;
    this.homes = homes;
    this.authority = authority;
    this.slack = slack;
    this.texts = texts;
    this.clock = clock;
  }

  /** Has this app tell when somebody opens theirs. */
  public void register(App app) {
    app.event(AppHomeOpenedEvent.class, this::opened);
  }

  private Response opened(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
    var event = payload.getEvent();
    if (HOME.equals(event.getTab())) {
      opened(event.getUser(), payload.getTeamId());
    }
    return context.ack();
  }

  /** Somebody opened theirs. */
  void opened(String user, String team) {
    var now = clock.instant();
    var opening =
        Item.of(
                key(user),
                Map.of(TEAM, team, OPENED, now.toString(), UNTIL, now.plus(FRESH).toString()))
            .expiring(now.plus(KEPT));
    var due = new Due.Home(user);
    table.write(List.of(new Write.Touch(opening), agenda.schedule(due, now)));
    agenda.wake(List.of(due));
  }

  /** Whether somebody's home tab is this view. */
  boolean isOf(String user, String view) {
    return !view.isEmpty()
        && table.get(key(user)).filter(tab -> view.equals(tab.values().get(VIEW))).isPresent();
  }

  /**
   * Brings a home tab up to date.
   *
   * @return when to look again, until it has not been opened for a while
   * @throws SlackTrouble if Slack does not take it
   */
  public Then tend(String user) {
    var tab = table.get(key(user));
    return tab.isPresent() ? tend(user, checked(user, tab.get())) : new Then.Done();
  }

  private Then tend(String user, Item tab) {
    var now = clock.instant();
    var until = Instant.parse(tab.value(UNTIL));
    var isFresh = until.isAfter(now);
    var view = texts.home(home(user, tab), isFresh ? until : null).json();
    var print = CanonicalJson.sha256(ButtonValue.withoutRevisions(view));
    if (!print.equals(tab.values().get(PRINT))) {
      var shown = slack.publish(user, view);
      set(user, Map.of(VIEW, shown, PRINT, print));
    }
    return isFresh ? new Then.Again(now.plus(BETWEEN)) : new Then.Done();
  }

  /** Who somebody is, is asked each time that they open it; what they are, oftener. */
  private Item checked(String user, Item tab) {
    var opened = tab.value(OPENED);
    if (opened.equals(tab.values().get(CHECKED))) {
      return tab;
    }
    var refusal = authority.refusal(new Person(user, tab.value(TEAM), ""), Role.MEMBER);
    var found =
        Map.of(
            CHECKED, opened,
            REFUSED, refusal.map(r -> r.reason().word()).orElse(""),
            DETAIL, refusal.map(Refusal::detail).orElse(""));
    set(user, found);
    var checked = tab;
    for (var entry : found.entrySet()) {
      checked = checked.with(entry.getKey(), entry.getValue());
    }
    return checked.without(PRINT);
  }

  private Home home(String user, Item tab) {
    return Optional.of(tab.value(REFUSED))
        .filter(word -> !word.isEmpty())
        .<Home>map(word -> new Home.Closed(new Refusal(Refusal.Reason.of(word), tab.value(DETAIL))))
        .orElseGet(() -> homes.of(user));
  }

  private void set(String user, Map<String, String> values) {
    table.write(List.of(new Write.Touch(Item.of(key(user), values))));
  }

  private static Key key(String user) {
    return new Key("home " + user, HOME);
  }
}
