package io.cordon.sandbox.slack;

import java.util.List;
import java.util.Set;

/** The made-up team of the sandbox: two responders, two approvers, and some who may do nothing. */
public final class SecurityTeam {
  /** The workspace. */
  public static final String TEAM = "T0000001";

  /** The channel of the incidents. */
  public static final String CHANNEL = "C0SECURITY";

  /** A responder. */
  public static final String ALICE = "U0ALICE";

  /** A responder who may approve as well, and is on call. */
  public static final String BOB = "U0BOB";

  /** An approver. */
  public static final String CAROL = "U0CAROL";

  /** A member who is in no group. */
  public static final String DAVE = "U0DAVE";

  /** A guest of the channel. */
  public static final String GRACE = "U0GRACE";

  /** A member of another workspace, in the channel through Slack Connect. */
  public static final String MALLORY = "U0MALLORY";

  private static final String BOT = "U0CORDON";

  private SecurityTeam() {}

  /** The workspace, reaching the app in this way. */
  public static WorkspaceSetup reaching(Connection connection) {
    var everyone = Set.of(ALICE, BOB, CAROL, DAVE, GRACE, MALLORY, BOT);
    return new WorkspaceSetup(
        TEAM,
        "acme",
        "A0CORDON",
        "B0CORDON",
        "xoxb-sandbox-bot",
        "xapp-sandbox-app",
        "sandbox-signing-secret",
        new User(BOT, "cordon", "Cordon", TEAM, Set.of(User.Flag.BOT)),
        List.of(
            User.member(ALICE, "alice", "Alice Archer", TEAM),
            User.member(BOB, "bob", "Bob Brandt", TEAM),
            User.member(CAROL, "carol", "Carol Cho", TEAM),
            User.member(DAVE, "dave", "Dave Diaz", TEAM),
            new User(GRACE, "grace", "Grace Guest", TEAM, Set.of(User.Flag.RESTRICTED)),
            User.member(MALLORY, "mallory", "Mallory Moss", "T0STRANGE")),
        List.of(
            new UserGroup("S0RESPOND", "ir-responders", List.of(ALICE, BOB)),
            new UserGroup("S0APPROVE", "ir-approvers", List.of(BOB, CAROL)),
            new UserGroup("S0ONCALL", "ir-oncall", List.of(BOB))),
        List.of(
            Channel.open(CHANNEL, "security-incidents", everyone),
            Channel.open("C0GENERAL", "general", Set.of(ALICE, BOB, CAROL, DAVE))),
        List.of(
            new SlashCommand("/ir", "help | list | show CASE | isolate INSTANCE …", true),
            new SlashCommand("/snapshot", "INSTANCE reason=\"…\"", true),
            new SlashCommand("/memdump", "INSTANCE reason=\"…\"", true)),
        List.of(
            new Shortcut("New IR case", "cordon:new-case", false),
            new Shortcut("Add to IR timeline", "cordon:add-to-timeline", true)),
        connection,
        WorkspaceSetup.SLACK_PATIENCE,
        WorkspaceSetup.SLACK_EVENT_RETRIES);
  }
}
