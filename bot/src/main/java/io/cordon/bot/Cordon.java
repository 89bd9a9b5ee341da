package io.cordon.bot;

import io.cordon.action.Actions;
import io.cordon.action.Requests;
import io.cordon.action.Runner;
import io.cordon.action.States;
import io.cordon.approval.Approval;
import io.cordon.approval.Approvals;
import io.cordon.approval.Circulation;
import io.cordon.approval.Policy;
import io.cordon.bot.aws.AwsAccounts;
import io.cordon.bot.aws.AwsHome;
import io.cordon.bot.config.Config;
import io.cordon.bot.config.ConfigPrinter;
import io.cordon.bot.crash.Crash;
import io.cordon.bot.dynamo.DynamoTable;
import io.cordon.bot.dynamo.TableSetup;
import io.cordon.bot.evidence.FileSigner;
import io.cordon.bot.evidence.KmsSigner;
import io.cordon.bot.evidence.S3Evidence;
import io.cordon.bot.http.HttpServer;
import io.cordon.bot.outbox.Copies;
import io.cordon.bot.outbox.Outbox;
import io.cordon.bot.outbox.Posts;
import io.cordon.bot.outbox.Publisher;
import io.cordon.bot.outbox.StormCases;
import io.cordon.bot.outbox.Storms;
import io.cordon.bot.parts.Part;
import io.cordon.bot.parts.Parts;
import io.cordon.bot.parts.Running;
import io.cordon.bot.slack.Buttons;
import io.cordon.bot.slack.Clicks;
import io.cordon.bot.slack.CommandDialogs;
import io.cordon.bot.slack.Dialogs;
import io.cordon.bot.slack.Feedback;
import io.cordon.bot.slack.HomeTabs;
import io.cordon.bot.slack.InstantCards;
import io.cordon.bot.slack.NewCaseShortcut;
import io.cordon.bot.slack.OfferClicks;
import io.cordon.bot.slack.PickedMessages;
import io.cordon.bot.slack.QuoteShortcut;
import io.cordon.bot.slack.Remembered;
import io.cordon.bot.slack.RequestSignature;
import io.cordon.bot.slack.ResponseUrls;
import io.cordon.bot.slack.Shortcuts;
import io.cordon.bot.slack.SlackCommands;
import io.cordon.bot.slack.SlackConnection;
import io.cordon.bot.slack.SlackDoor;
import io.cordon.bot.slack.SlackReplies;
import io.cordon.bot.slack.SweepReport;
import io.cordon.bot.sns.Acceptor;
import io.cordon.bot.sns.Arrivals;
import io.cordon.bot.sns.EndpointCertificates;
import io.cordon.bot.sns.FetchedCertificates;
import io.cordon.bot.sns.FolderCertificates;
import io.cordon.bot.sns.QueuePoller;
import io.cordon.bot.sns.Redrive;
import io.cordon.bot.sns.SnsDoor;
import io.cordon.bot.sns.SnsRoute;
import io.cordon.bot.sns.SnsSubscriptions;
import io.cordon.bot.sns.Verifier;
import io.cordon.change.Danger;
import io.cordon.commands.Acting;
import io.cordon.commands.AssignCommand;
import io.cordon.commands.Commands;
import io.cordon.commands.Findings;
import io.cordon.commands.HelpCommand;
import io.cordon.commands.InstanceSearch;
import io.cordon.commands.ListCommand;
import io.cordon.commands.NoteCommand;
import io.cordon.commands.Offers;
import io.cordon.commands.OnCallCommand;
import io.cordon.commands.ShowCommand;
import io.cordon.commands.StatusCommand;
import io.cordon.commands.TimelineCommand;
import io.cordon.commands.WhoamiCommand;
import io.cordon.custody.RecordCheck;
import io.cordon.findings.FindingReader;
import io.cordon.home.Homes;
import io.cordon.intake.ByHand;
import io.cordon.intake.DeadLetters;
import io.cordon.intake.Intake;
import io.cordon.isolate.IsolateInstance;
import io.cordon.ledger.Checkpoints;
import io.cordon.ledger.Due;
import io.cordon.ledger.Evidence;
import io.cordon.ledger.Ledger;
import io.cordon.ledger.Messages;
import io.cordon.ledger.Mirror;
import io.cordon.ledger.OpenCases;
import io.cordon.ledger.Signer;
import io.cordon.people.Authority;
import io.cordon.people.Roles;
import io.cordon.people.Staff;
import io.cordon.securityhub.NewFindings;
import io.cordon.snapshot.SnapshotDisks;
import io.cordon.table.Key;
import io.cordon.table.Table;
import io.cordon.templates.slack.SlackText;
import io.cordon.triage.Leads;
import io.cordon.triage.Sweeps;
import io.cordon.triage.Triage;
import io.cordon.work.Backoff;
import io.cordon.work.Duty;
import io.cordon.work.Mailbag;
import io.cordon.work.Then;
import io.cordon.work.Work;
import io.cordon.work.Worker;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The running bot. {@link #start} builds every long-lived object, once, in order of dependency;
 * nothing else makes them.
 */
public final class Cordon implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Cordon.class);

  /** For how long a process that dies keeps a message of the queue from the others. */
  private static final Duration VISIBLE = Duration.ofSeconds(30);

  /** How often a queue that does not answer is asked. */
  private static final Backoff BETWEEN_TRIES =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  private final Shutdown shutdown = new Shutdown();
  private int port;

  private Cordon() {}

  /**
   * Starts the bot; it runs until it is closed.
   *
   * @param credentials the process's own
   * @throws CannotStart with a sentence for the operator
   */
  public static Cordon start(Config config, AwsCredentialsProvider credentials, Clock clock) {
    var cordon = new Cordon();
    try {
      cordon.wire(config, credentials, clock);
      return cordon;
    } catch (RuntimeException e) {
      cordon.close();
      throw e;
    }
  }

  private void wire(Config config, AwsCredentialsProvider credentials, Clock clock) {
    ConfigPrinter.warning(config).ifPresent(log::warn);
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    shutdown.rest(meters::close);
    var parts = new Parts(meters);
    var crash = Crash.configured(System.getProperties());
    var home =
        closing(
            AwsHome.of(
                credentials,
                config.aws().region(),
                config.evidence().region(),
                config.aws().endpoints(),
                parts));
    var aws = closing(new AwsAccounts(accounts(config), config.aws().regions(), home, crash.ec2()));

    Table table = crash.table(table(config, home));
    var process = "cordon-" + id();
    var work = new Work(table, clock, process);
    var ledger = new Ledger(table, work, clock);
    var messages = new Messages(table, work, clock);
    Evidence evidence =
        crash.evidence(new S3Evidence(closing(home.s3()), config.evidence().bucket()));
    var mirror = new Mirror(table, ledger, messages, evidence);
    var checkpoints = new Checkpoints(ledger, signer(config, home, evidence));

    Supplier<String> ids = Cordon::id;
    var actions = new Actions(List.of(new SnapshotDisks(aws, ids), new IsolateInstance(aws, ids)));
    var runner = new Runner(ledger, mirror, actions, new States(evidence), ids, clock);
    var policy = policy(config);
    var requests = new Requests(ledger, actions, aws, policy, clock);
    var intake =
        new Intake(messages, new FindingReader(), ledger, config.findings().window(), clock);

    var slack = closing(connect(config.slack(), crash, parts.named("slack")));
    shutdown.work(slack::closeSocket);
    var texts =
        new SlackText(
            new SlackText.Setting(
                aws,
                actions,
                requests::target,
                config.people().onCall(),
                config.people().approvers()));
    var urls = new ResponseUrls(slack.slack(), config.slack().apiUrl());
    var replies = new SlackReplies(urls, slack.api(), texts);
    var posts = new Posts(table, slack.api(), clock);
    var channel = config.slack().channel();
    var publisher =
        new Publisher(
            table,
            work,
            ledger,
            slack.api(),
            posts,
            texts,
            channel,
            config.findings().minimumSeverity(),
            clock);
    var stormCases = new StormCases(table, work, ledger, publisher, clock);
    var storms = new Storms(table, work, stormCases, posts, slack.api(), texts, channel, clock);
    var copies = new Copies(table, ledger, slack.api(), posts, texts, channel, clock);
    var outbox =
        new Outbox(new Mailbag(table, work), publisher, storms, copies, channel, meters, clock);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    shutdown.work(threads);
    var staff = staff(config.people());
    var authority = new Authority(config.slack().team(), staff, slack.api());
    var approvals = new Approvals(ledger, authority, new Approval(policy), clock);
    var circulation = new Circulation(table, work, ledger, authority, clock);
    var cards = new InstantCards(table, work, ledger, urls, texts, clock);
    var feedback = new Feedback(ledger, cards, replies, texts, threads, ids);
    var triage = new Triage(ledger, clock);
    var leads = new Leads(ledger, clock);
    var report = new SweepReport(replies, texts, channel);
    var sweeps = new Sweeps(table, work, triage, leads, report, clock);
    var dialogs = new Dialogs(table, slack.api(), clock);
    var arrivals = new Arrivals(intake::accept, clock);
    var vitals =
        new Running(Main.Version.text(), clock.instant(), parts, arrivals::last, storms::isOn);
    var remembered =
        new Remembered(slack.api(), card -> slack.api().permalink(card.channel(), card.ts()));
    var roles = new Roles(staff, remembered);
    var openCases = new OpenCases(table);
    var status = new StatusCommand(openCases, new Mailbag(table, work), vitals);
    var homeTabs =
        new HomeTabs(
            table,
            work,
            new Homes(openCases, ledger, roles, status, remembered),
            authority,
            slack.api(),
            texts,
            clock);
    homeTabs.register(slack.app());
    var buttons =
        new Buttons(
            ledger,
            evidence,
            authority,
            triage,
            sweeps,
            requests,
            runner,
            dialogs,
            storms,
            copies::isCopy,
            homeTabs,
            approvals,
            feedback,
            texts,
            clock);
    new Clicks(authority, buttons, feedback, texts, channel).register(slack.app());

    var rooms =
        new Commands.Rooms(
            new HelpCommand(),
            status,
            new WhoamiCommand(roles),
            new OnCallCommand(roles),
            new ListCommand(openCases, aws::scopes, clock),
            new ShowCommand(ledger, remembered),
            new NoteCommand(triage),
            new AssignCommand(ledger, triage, authority),
            new TimelineCommand(ledger));
    var search = new InstanceSearch(aws);
    var acting = new Acting(ledger, requests, search);
    var offers = new Offers(table, intake, clock);
    var workshop =
        new Commands.Workshop(
            acting,
            new Findings(aws, new NewFindings(aws, new FindingReader(), ids), offers, clock),
            new RecordCheck(ledger, mirror, evidence));
    var commands =
        new Commands(rooms, aws::scopes, authority, table, work, ledger, workshop, replies, clock);
    var commandDialogs =
        new CommandDialogs(ledger, requests, search, acting, dialogs, buttons, feedback, texts);
    new SlackCommands(commands, commandDialogs, feedback, texts).register(slack.app());
    new OfferClicks(offers, authority, feedback, texts).register(slack.app());
    var quotes =
        new QuoteShortcut(
            ledger,
            openCases,
            triage,
            authority,
            new PickedMessages(table, clock),
            slack.api(),
            dialogs,
            feedback,
            texts);
    var newCase =
        new NewCaseShortcut(
            new ByHand(ledger), aws, search, authority, dialogs, feedback, texts, threads);
    new Shortcuts(quotes, newCase).register(slack.app());

    var worker =
        new Worker(
            work,
            due ->
                switch (due) {
                  case Due.Grave d -> intake.read(d.message());
                  case Due.Intake d -> intake.read(d.message());
                  case Due.Mirror d -> done(() -> mirror.flush(d.key()));
                  case Due.Repair d -> done(() -> publisher.repair(d.key()));
                  case Due.Run d -> runner.run(d.key(), d.action());
                  case Due.Checkpoint d -> done(() -> checkpoints.sign(d.key()));
                  case Due.Wake d -> triage.wake(d.key());
                  case Due.Members d -> leads.tell(d.lead());
                  case Due.Sweep d -> sweeps.carryOut(d.sweep());
                  case Due.Command d -> commands.carryOut(d.command());
                  case Due.Home d -> homeTabs.tend(d.user());
                  case Due.Approval d -> circulation.tend(d.key(), d.action());
                  case Due.Letter letter ->
                      throw new IllegalStateException("the outbox sends " + letter.id());
                },
            clock);
    shutdown.work(worker);
    slack.api().self();
    var doors = new ArrayList<Consumer<RoutesConfig>>();
    findings(config, home, messages, arrivals, ledger, meters, clock, doors);
    requests(config, slack, meters, clock, doors);
    var server = closing(new HttpServer(doors, needed(table), meters));
    shutdown.work(server::turnAway);
    var duty = new Duty("outbox", process, table, clock, outbox);
    shutdown.work(duty);
    worker.start();
    duty.start();
    port = server.start(config.port());
    log.info("Cordon is ready on port {}", port);
  }

  /** The ways in for findings. */
  private void findings(
      Config config,
      AwsHome home,
      Messages messages,
      Acceptor acceptor,
      Ledger ledger,
      MeterRegistry meters,
      Clock clock,
      List<Consumer<RoutesConfig>> doors) {
    var source =
        switch (config.findings().certificates()) {
          case Config.Certificates.Fetched _ -> new FetchedCertificates(home.http());
          case Config.Certificates.Folder folder -> new FolderCertificates(folder.path());
          case Config.Certificates.Endpoint e -> new EndpointCertificates(e.endpoint());
        };
    var verifier = new Verifier(config.findings().topics(), source, clock);
    var subscriptions = new SnsSubscriptions(region -> closing(home.sns(region)));
    var http = new SnsDoor("http", verifier, acceptor, subscriptions, meters);
    doors.add(routes -> routes.post(SnsRoute.PATH, new SnsRoute(http)));
    var queue = config.findings().queue();
    if (queue != null) {
      var sqs = new SnsDoor("sqs", verifier, acceptor, subscriptions, meters);
      var client = closing(home.sqs());
      var letters = new DeadLetters(messages, ledger, config.findings().window(), clock);
      var poller =
          new QueuePoller(
              client,
              queue,
              Redrive.of(client, queue),
              sqs,
              letters::keep,
              VISIBLE,
              BETWEEN_TRIES::after);
      shutdown.work(poller);
      poller.start();
    }
  }

  /** The way in for clicks and commands. */
  private void requests(
      Config config,
      SlackConnection slack,
      MeterRegistry meters,
      Clock clock,
      List<Consumer<RoutesConfig>> doors) {
    switch (config.slack().connection()) {
      case Config.Connection.Http http -> {
        var signature = new RequestSignature(http.signingSecret().value(), clock);
        var door = new SlackDoor(signature, slack.app(), meters);
        doors.add(routes -> routes.post(SlackDoor.PATH, door));
      }
      case Config.Connection.Socket socket -> slack.openSocket(socket.appToken().value());
    }
  }

  /** Without the ledger nothing can be taken; without Slack or S3 there is work to be done. */
  private static List<HttpServer.Part> needed(Table table) {
    return List.of(
        new HttpServer.Part("ledger", () -> table.get(new Key("health", "health")).isEmpty()));
  }

  private static Then done(Runnable step) {
    step.run();
    return new Then.Done();
  }

  private static Map<String, AwsAccounts.Account> accounts(Config config) {
    var accounts = new TreeMap<String, AwsAccounts.Account>();
    config
        .aws()
        .accounts()
        .forEach((id, a) -> accounts.put(id, new AwsAccounts.Account(a.alias(), a.role())));
    return accounts;
  }

  private Table table(Config config, AwsHome home) {
    var dynamo = closing(home.dynamo());
    var setup = new TableSetup(dynamo, config.ledger().table());
    if (!setup.exists()) {
      if (!config.ledger().create()) {
        throw new CannotStart(
            "ledger.table: there is no table "
                + config.ledger().table()
                + "; make it with the string keys pk and sk and time to live on ttl, or set"
                + " ledger.create: true once");
      }
      setup.create();
    }
    return new DynamoTable(dynamo, config.ledger().table());
  }

  private Signer signer(Config config, AwsHome home, Evidence evidence) {
    return switch (config.evidence().signingKey()) {
      case Config.SigningKey.Kms kms -> {
        var signer = KmsSigner.of(closing(home.kms()), kms.id());
        signer.key().publish(evidence);
        yield signer;
      }
      case Config.SigningKey.File file -> {
        var signer = FileSigner.of(file.path());
        signer.key().publish(evidence);
        yield signer;
      }
    };
  }

  private static Policy policy(Config config) {
    var approvals = config.approvals();
    var classes =
        Stream.of(Danger.values())
            .collect(Collectors.toMap(Function.identity(), approvals::needed));
    var accounts = new TreeMap<String, Map<Danger, Integer>>();
    config
        .aws()
        .accounts()
        .forEach((id, account) ->
            Optional.ofNullable(approvals.accounts().get(account.alias()))
                .ifPresent(rule -> accounts.put(id, rule)));
    return new Policy(classes, accounts, approvals.severities(), approvals.expiry());
  }

  private static Staff staff(Config.People people) {
    return new Staff(people.responders(), people.approvers(), people.onCall());
  }

  private static SlackConnection connect(Config.Slack slack, Crash crash, Part part) {
    var secret =
        switch (slack.connection()) {
          case Config.Connection.Http http -> http.signingSecret().value();
          case Config.Connection.Socket _ -> null;
        };
    return SlackConnection.of(
        slack.apiUrl(), slack.botToken().value(), secret, crash.slack(), part);
  }

  /** Closes it when the bot stops, in the reverse order. */
  private <T extends AutoCloseable> T closing(T part) {
    return shutdown.rest(part);
  }

  /** Eight characters by which an error can be found in the log. */
  private static String id() {
    return String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Takes nothing new, lets what runs finish, and goes; within 20 seconds whatever hangs. */
  @Override
  public void close() {
    shutdown.close();
  }
}
