package io.cordon.templates.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.change.Failure;
import io.cordon.change.Scope;
import io.cordon.commands.Answer;
import io.cordon.commands.Verb;
import io.cordon.commands.Verbs;
import io.cordon.commands.Vitals;
import io.cordon.custody.Verdict;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Severity;
import io.cordon.intake.TakenUp;
import io.cordon.ledger.OpenCase;
import io.cordon.securityhub.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What whoever typed a command is told, as a message that is not yet fitted into the limits. */
final class Answers {
  private static final String FILE = "answers";

  /** So many sections of text fit into one message with room for what stands around them. */
  private static final int PAGES = 3;

  /** What Slack gives for the address of a message. */
  static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._:/?=%-]{1,500}");

  private final Templates templates;
  private final Places places;
  private final Cards cards;
  private final ThreadLines lines;

  Answers(Templates templates, Places places, Cards cards, ThreadLines lines) {
    this.templates = templates;
    this.places = places;
    this.cards = cards;
    this.lines = lines;
  }

  /** The message of an answer. */
  ObjectNode of(Answer answer) {
    return switch (answer) {
      case Answer.Cases a -> cases(a);
      case Answer.Shown a -> shown(a);
      case Answer.Entries a -> entries(a);
      case Answer.Findings a -> findings(a);
      case Answer.Mistake _,
          Answer.Looking _,
          Answer.Started _,
          Answer.Asked _,
          Answer.NotFound _,
          Answer.Ambiguous _,
          Answer.OtherTarget _,
          Answer.Refused _,
          Answer.Overview _,
          Answer.Topic _,
          Answer.Status _,
          Answer.You _,
          Answer.OnCall _,
          Answer.Noted _,
          Answer.Assigned _,
          Answer.Asking _,
          Answer.TakenUp _,
          Answer.NoOffer _,
          Answer.Checking _,
          Answer.Checked _ ->
          text(List.of(sentence(answer)));
    };
  }

  /** An answer that is one sentence, or a few lines. */
  Shown sentence(Answer answer) {
    return switch (answer) {
      case Answer.Mistake a -> templates.say("mistakes", List.of(word(a.mistake())), a);
      case Answer.Looking a -> say("looking", a);
      case Answer.Started a -> say("started", new Started(a, places.of(a.target().scope())));
      case Answer.Asked a -> say("asked", new Asked(a, places.of(a.target().scope())));
      case Answer.NotFound a ->
          say("not-found", new NotFound(a.instance(), named(a.asked()), named(a.unread())));
      case Answer.Ambiguous a ->
          say("ambiguous", new NotFound(a.instance(), named(a.found()), List.of()));
      case Answer.OtherTarget a ->
          say("other-target", Map.of("key", a.key().text(), "instance", a.instance()));
      case Answer.Overview a -> templates.say("help", List.of("overview"), overview(a.verbs()));
      case Answer.Topic a -> templates.say("help", List.of("topic"), usage(a.verb()));
      case Answer.Status a -> say("status", status(a));
      case Answer.You a ->
          say(
              "you",
              Map.of(
                  "id", a.person().id(),
                  "team", a.person().team(),
                  "roles", a.roles().stream().sorted().map(Answers::word).toList()));
      case Answer.OnCall a -> say("on-call", a);
      case Answer.Noted a -> say("noted", Map.of("key", a.key().text()));
      case Answer.Assigned a -> say("assigned", Map.of("key", a.key().text(), "user", a.user()));
      case Answer.Asking a ->
          say("asking", Map.of("count", a.scopes().size(), "several", a.scopes().size() != 1));
      case Answer.TakenUp a -> takenUp(a.how());
      case Answer.NoOffer _ -> say("no-offer", Map.of());
      case Answer.Checking a -> say("checking", Map.of("key", a.key().text()));
      case Answer.Checked a -> verdict(a.verdict());
      case Answer.Refused _, Answer.Cases _, Answer.Shown _, Answer.Entries _, Answer.Findings _ ->
          throw new IllegalArgumentException("more than a sentence: " + answer.getClass());
    };
  }

  private record Started(Answer.Started answer, Place place) {}

  private record Asked(Answer.Asked answer, Place place) {}

  private record NotFound(String instance, List<Place> places, List<Place> unread) {}

  private record Group(String word, List<Usage> verbs) {}

  private record Usage(String name, String usage, @Nullable String alias) {}

  private record Overview(List<Group> groups) {}

  private static Overview overview(List<Verb> verbs) {
    return new Overview(
        Stream.of(Verb.Group.values())
            .map(group ->
                new Group(
                    group.word(),
                    verbs.stream().filter(v -> v.group() == group).map(Answers::usage).toList()))
            .filter(group -> !group.verbs().isEmpty())
            .toList());
  }

  private static Usage usage(Verb verb) {
    return new Usage(
        verb.name(),
        (Verbs.COMMAND + " " + verb.name() + " " + verb.form()).strip(),
        verb.shortForm().map(alias -> alias + " " + verb.form()).orElse(null));
  }

  record Count(Severity severity, int count) {}

  private record Status(Vitals.Now vitals, Answer.@Nullable Backlog backlog, List<Count> open) {}

  private static Status status(Answer.Status status) {
    return new Status(status.vitals(), status.backlog(), counts(status.backlog()));
  }

  /** How many cases are open, the worst first. */
  static List<Count> counts(Answer.@Nullable Backlog backlog) {
    var open = backlog == null ? Map.<Severity, Integer>of() : backlog.open();
    return open.entrySet().stream()
        .map(e -> new Count(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(Count::severity).reversed())
        .toList();
  }

  private Shown takenUp(TakenUp how) {
    var value =
        switch (how) {
          case TakenUp.Opened t -> t.key().text();
          case TakenUp.Joined t -> t.key().text();
          case TakenUp.Known t -> t.key().text();
          case TakenUp.Unreadable t -> t.reason();
        };
    var word = how.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return templates.say(FILE, List.of("taken-up", word), Map.of("key", value, "reason", value));
  }

  private Shown verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Whole v ->
          say(
              "whole",
              Map.of(
                  "key", v.key().text(),
                  "lines", v.lines(),
                  "head", v.head(),
                  "signatures", v.signatures(),
                  "signed", v.signed(),
                  "copied", v.copied(),
                  "objects", v.objects(),
                  "behind", v.copied() < v.lines()));
      case Verdict.Broken v ->
          say(
              "broken",
              Map.of(
                  "key", v.key().text(),
                  "seq", v.seq(),
                  "word", word(v.flaw()),
                  "detail", v.detail()));
      case Verdict.Unknown v -> say("unknown", Map.of("key", v.key().text()));
    };
  }

  private record Row(
      Severity severity,
      String key,
      String title,
      String resource,
      @Nullable Place place,
      @Nullable String owner,
      Instant opened,
      int waiting) {}

  private ObjectNode cases(Answer.Cases answer) {
    var rows = answer.cases().stream().map(this::line).toList();
    var fitting = fitting(rows);
    var head =
        templates.say(
            FILE,
            List.of("cases", answer.which().name().toLowerCase(Locale.ROOT)),
            Map.of("shown", !rows.isEmpty()));
    var pages = new ArrayList<Shown>();
    pages.add(head);
    pages.addAll(Pages.of(rows.subList(0, fitting), Limits.SECTION));
    if (fitting < rows.size()) {
      pages.add(say("more", rows.size() - fitting));
    }
    return text(pages);
  }

  /** A case in one line. */
  Shown line(OpenCase one) {
    return say("case", row(one));
  }

  private Row row(OpenCase one) {
    return new Row(
        one.severity(),
        one.key().text(),
        one.title(),
        one.resource(),
        one.account().isEmpty() ? null : places.of(one.account(), one.region()),
        one.owner(),
        one.opened(),
        one.waiting());
  }

  /** How many lines fit, from the first on. */
  private static int fitting(List<Shown> lines) {
    var most = lines.size();
    while (Pages.of(lines.subList(0, most), Limits.SECTION).size() > PAGES) {
      most--;
    }
    return most;
  }

  private ObjectNode shown(Answer.Shown answer) {
    var card = cards.of(answer.state(), false);
    var tree = templates.tree(card.file(), card);
    var blocks = tree.putArray("blocks");
    for (var block : templates.tree(card.file(), card).path("blocks")) {
      // What is pressed counts on the case's own message only.
      if (!block.path("type").asText().equals("actions")) {
        blocks.add(block);
      }
    }
    blocks.add(context(say("where", new Where(link(answer.link())))));
    return tree;
  }

  private record Where(@Nullable Shown link) {}

  /** A link that Slack made; null for anything else. */
  @Nullable Shown link(@Nullable String address) {
    return Optional.ofNullable(address)
        .filter(url -> ADDRESS.matcher(url).matches())
        .map(url -> new Shown("<" + url + "|" + say("open", Map.of()).text() + ">"))
        .orElse(null);
  }

  private static ObjectNode context(Shown words) {
    var block =
        JsonNodeFactory.instance.objectNode().put("type", "context").put("block_id", "where");
    block
        .putArray("elements")
        .addObject()
        .put("type", "mrkdwn")
        .put("verbatim", true)
        .put("text", words.text());
    return block;
  }

  private ObjectNode entries(Answer.Entries answer) {
    var all = answer.entries();
    var from = 0;
    var pages = pages(answer, from);
    while (pages.size() > PAGES) {
      from++;
      pages = pages(answer, from);
    }
    var key = answer.state().key().text();
    var message = new ArrayList<Shown>();
    var first = all.isEmpty() ? 0 : all.get(from).seq();
    message.add(
        say(
            "timeline",
            Map.of(
                "key",
                key,
                "first",
                first,
                "last",
                all.isEmpty() ? 0 : all.getLast().seq(),
                "of",
                answer.state().seq())));
    message.addAll(pages);
    if (first > 1) {
      var older = Verbs.COMMAND + " timeline " + key + " before=" + first;
      message.add(say("older", Map.of("older", older)));
    }
    return text(message);
  }

  private List<Shown> pages(Answer.Entries answer, int from) {
    var entries = answer.entries();
    return Pages.of(
        lines.of(entries.subList(from, entries.size()), answer.state()), Limits.SECTION);
  }

  private record Offer(String id, String action, Shown line) {}

  private record Hit(Finding finding, String resource, Place place) {}

  private record Findings(Shown head, List<Offer> offers, List<Shown> notes) {}

  private ObjectNode findings(Answer.Findings answer) {
    var notes = new ArrayList<Shown>();
    if (answer.more() > 0) {
      notes.add(say("finding-more", answer.more()));
    }
    answer.listed().stream()
        .filter(listed -> listed instanceof Listed.Found found && found.more())
        .forEach(found -> notes.add(say("not-all", places.of(found.scope()))));
    notes.addAll(failures(answer.listed()));
    return templates.tree(
        "findings",
        new Findings(
            say("findings", Map.of("offers", !answer.offers().isEmpty())),
            answer.offers().stream().map(this::offer).toList(),
            notes.isEmpty() ? List.of() : Pages.of(notes, Limits.SECTION)));
  }

  private Offer offer(Answer.Offer offer) {
    var finding = offer.hit().finding();
    var hit =
        new Hit(
            finding,
            finding.primary().map(Resource::id).orElse(""),
            places.of(finding.account(), finding.region()));
    return new Offer(offer.id(), OfferButton.PREFIX + offer.id(), say("finding", hit));
  }

  private record Failed(Place place, List<String> regions, Failure failure) {}

  /** One sentence for each account and error, however many regions it is about. */
  private List<Shown> failures(List<Listed> listed) {
    var groups = new LinkedHashMap<List<String>, List<Listed.Failed>>();
    for (var one : listed) {
      if (one instanceof Listed.Failed failed) {
        var group = List.of(failed.scope().account(), failed.failure().error());
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(failed);
      }
    }
    return groups.values().stream().map(this::failed).toList();
  }

  private Shown failed(List<Listed.Failed> failed) {
    var first = failed.getFirst();
    return say(
        "failed",
        new Failed(
            places.of(first.scope()),
            failed.stream().map(f -> f.scope().region()).toList(),
            first.failure()));
  }

  private List<Place> named(List<Scope> scopes) {
    return scopes.stream().map(places::of).toList();
  }

  private Shown say(String key, Object value) {
    return templates.say(FILE, List.of(key), value);
  }

  private ObjectNode text(List<Shown> pages) {
    return templates.tree("text", Map.of("fallback", pages.getFirst(), "pages", pages));
  }

  /** The word of a value in the files of sentences. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
