package io.cordon.home;

import io.cordon.commands.CardLinks;
import io.cordon.commands.StatusCommand;
import io.cordon.ledger.Case;
import io.cordon.ledger.CaseAction.Stage;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.OpenCase;
import io.cordon.ledger.OpenCases;
import io.cordon.people.Directory;
import io.cordon.people.Refusal;
import io.cordon.people.Refusal.Reason;
import io.cordon.people.Roles;
import io.cordon.people.Roles.Duty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what somebody's home tab shows. It decides nothing. */
public final class Homes {
  private static final Logger log = LoggerFactory.getLogger(Homes.class);

  /** Of each list. */
  private static final int MOST = 10;

  /** Of the newest actions. */
  private static final int RECENT = 5;

  private final OpenCases cases;
  private final Ledger ledger;
  private final Roles roles;
  private final StatusCommand status;
  private final CardLinks links;

  /**
   * The homes of those who have a role.
   *
   * @param roles may be some moments old
   */
  public Homes(OpenCases cases, Ledger ledger, Roles roles, StatusCommand status, CardLinks links) {
    this.cases = cases;
    this.ledger = ledger;
    this.roles = roles;
    this.status = status;
    this.links = links;
  }

  /**
   * The home of a user of our workspace.
   *
   * @throws io.cordon.table.Table.Unavailable if the cases cannot be read
   */
  public Home of(String user) {
    try {
      var duties = roles.of(user);
      return duties.contains(Duty.RESPONDER) || duties.contains(Duty.APPROVER)
          ? queue(user, duties.contains(Duty.APPROVER))
          : new Home.Closed(roles.outsider());
    } catch (Directory.Unreadable e) {
      log.warn("cannot tell who is who, so that the home of {} shows nothing", user, e);
      return new Home.Closed(new Refusal(Reason.PEOPLE_UNREADABLE, ""));
    }
  }

  private Home queue(String user, boolean approves) {
    var open = cases.all();
    var mine = open.stream().filter(c -> user.equals(c.owner())).sorted(OpenCase.WORST_FIRST);
    var owned = Home.Some.of(mine.toList(), MOST);
    var waiting = states(open.stream().filter(c -> c.waiting() > 0));
    var own = states(owned.shown().stream());
    return new Home.Queue(
        roles.of(user),
        approves ? asked(waiting, user) : Home.Some.of(List.of(), MOST),
        new Home.Some<>(shown(own, owned.shown()), owned.more()),
        recent(own, waiting),
        status.answer());
  }

  private List<Case> states(Stream<OpenCase> rows) {
    return rows.flatMap(row -> ledger.find(row.key()).stream()).toList();
  }

  private List<Home.Mine> shown(List<Case> states, List<OpenCase> rows) {
    return rows.stream().map(row -> new Home.Mine(row, link(states, row).orElse(null))).toList();
  }

  private Optional<String> link(List<Case> states, OpenCase row) {
    return states.stream()
        .filter(state -> state.key().equals(row.key()))
        .flatMap(state -> state.card().stream())
        .findFirst()
        .flatMap(links::to);
  }

  /** Nobody decides about what they asked for themselves. */
  private static Home.Some<Home.Asked> asked(List<Case> waiting, String user) {
    var all =
        actions(waiting)
            .filter(asked -> asked.action().stage() == Stage.PENDING)
            .filter(asked -> !asked.action().by().actor().id().equals(user))
            .filter(asked ->
                asked.action().consent().approvals().stream()
                    .noneMatch(by -> by.actor().id().equals(user)))
            .sorted(Comparator.comparing(Homes::end))
            .toList();
    return Home.Some.of(all, MOST);
  }

  private static Instant end(Home.Asked asked) {
    return Objects.requireNonNullElse(asked.action().request().expires(), Instant.MAX);
  }

  private static List<Home.Asked> recent(List<Case> own, List<Case> waiting) {
    var all = new ArrayList<>(own);
    waiting.stream()
        .filter(state -> own.stream().noneMatch(known -> known.key().equals(state.key())))
        .forEach(all::add);
    return actions(all)
        .sorted(Comparator.comparing(Homes::since).reversed())
        .limit(RECENT)
        .toList();
  }

  private static Instant since(Home.Asked asked) {
    return asked.action().since();
  }

  private static Stream<Home.Asked> actions(List<Case> states) {
    return states.stream()
        .flatMap(state -> state.actions().stream().map(action -> new Home.Asked(state, action)));
  }
}
