package io.cordon.ledger;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Something that must be done, told apart by an id: the same work is due once at most. */
public sealed interface Due {
  /** Its id in the table. */
  String id();

  /** A message from AWS waits to be read and put into its case. */
  record Intake(String message) implements Due {
    @Override
    public String id() {
      return "intake " + message;
    }
  }

  /** A message that tells of something critical waits to be read, before the others. */
  record Grave(String message) implements Due {
    @Override
    public String id() {
      return "grave " + message;
    }
  }

  /** A case's entries wait to be copied to S3. */
  record Mirror(CaseKey key) implements Due {
    @Override
    public String id() {
      return "mirror " + key;
    }
  }

  /** Something to be said in Slack: letters are sent one after the other, the most urgent first. */
  sealed interface Letter extends Due {
    /** How urgent it is. */
    Urgency urgency();
  }

  /** A case's card is behind its ledger. */
  record Card(CaseKey key, Urgency urgency) implements Letter {
    @Override
    public String id() {
      // Begins so that the table gives the most urgent first.
      return "letter " + urgency.rank() + " card " + key;
    }
  }

  /** A case's thread is behind its ledger. */
  record Lines(CaseKey key) implements Letter {
    @Override
    public Urgency urgency() {
      return Urgency.LOG;
    }

    @Override
    public String id() {
      return "letter " + urgency().rank() + " lines " + key;
    }
  }

  /** The message about a storm of findings is behind what came in. */
  record Storm() implements Letter {
    @Override
    public Urgency urgency() {
      return Urgency.NEWS;
    }

    @Override
    public String id() {
      return "letter " + urgency().rank() + " storm now";
    }
  }

  /**
   * Something about a request for approval that goes to one place.
   *
   * @param to {@link #THREAD}, {@link #CHANNEL}, or the Slack id of a person
   */
  record Copy(CaseKey key, String action, String to, Part part) implements Letter {
    /** The case's thread. */
    public static final String THREAD = "thread";

    /** The channel itself. */
    public static final String CHANNEL = "channel";

    /** What it is. */
    public enum Part {
      /** The request, and what came of it. */
      CARD,
      REMINDER,
      LAST_REMINDER,
      /** That somebody broke the glass. */
      ALARM
    }

    @Override
    public Urgency urgency() {
      return Urgency.ANSWER;
    }

    @Override
    public String id() {
      return "letter "
          + urgency().rank()
          + " copy "
          + String.join(" ", key.text(), action, to, part.name());
    }

    static Optional<Copy> parse(String rest) {
      var words = rest.split(" ", -1);
      return words.length == 4
          ? CaseKey.parse(words[0])
              .flatMap(key ->
                  Stream.of(Part.values())
                      .filter(part -> part.name().equals(words[3]))
                      .map(part -> new Copy(key, words[1], words[2], part))
                      .findFirst())
          : Optional.empty();
    }
  }

  /** A request for approval wants looking after: its copies, its reminders, its end. */
  record Approval(CaseKey key, String action) implements Due {
    @Override
    public String id() {
      return "approval " + key + " " + action;
    }
  }

  /**
   * A case's card may have been overwritten with an older state a moment ago, and must be written
   * anew.
   */
  record Repair(CaseKey key) implements Due {
    @Override
    public String id() {
      return "repair " + key;
    }
  }

  /** A case is quiet for a while, after which it must be woken. */
  record Wake(CaseKey key) implements Due {
    @Override
    public String id() {
      return "wake " + key;
    }
  }

  /** What became of a lead case waits to be told to the cases that it speaks for. */
  record Members(CaseKey lead) implements Due {
    @Override
    public String id() {
      return "members " + lead;
    }
  }

  /** What somebody wants done with many cases waits to be carried out. */
  record Sweep(String sweep) implements Due {
    @Override
    public String id() {
      return "sweep " + sweep;
    }
  }

  /** An action has a next step. */
  record Run(CaseKey key, String action) implements Due {
    @Override
    public String id() {
      return "run " + key + " " + action;
    }
  }

  /** A case's chain waits to be signed as far as it goes. */
  record Checkpoint(CaseKey key) implements Due {
    @Override
    public String id() {
      return "checkpoint " + key;
    }
  }

  /** A command that somebody typed waits to be carried out. */
  record Command(String command) implements Due {
    @Override
    public String id() {
      return "command " + command;
    }
  }

  /** The home tab of a user may be behind what it tells of. */
  record Home(String user) implements Due {
    @Override
    public String id() {
      return "home " + user;
    }
  }

  /** Reads an id; empty if it is of a newer Cordon. */
  static Optional<Due> parse(String id) {
    var space = id.indexOf(' ');
    var rest = id.substring(space + 1);
    return switch (id.substring(0, Math.max(0, space))) {
      case "intake" -> Optional.of(new Intake(rest));
      case "grave" -> Optional.of(new Grave(rest));
      case "mirror" -> CaseKey.parse(rest).map(Mirror::new);
      case "letter" -> letter(rest.split(" ", 3));
      case "repair" -> CaseKey.parse(rest).map(Repair::new);
      case "wake" -> CaseKey.parse(rest).map(Wake::new);
      case "members" -> CaseKey.parse(rest).map(Members::new);
      case "sweep" -> Optional.of(new Sweep(rest));
      case "run" -> ofAction(rest, Run::new);
      case "approval" -> ofAction(rest, Approval::new);
      case "checkpoint" -> CaseKey.parse(rest).map(Checkpoint::new);
      case "command" -> Optional.of(new Command(rest));
      case "home" -> Optional.of(new Home(rest));
      default -> Optional.empty();
    };
  }

  private static Optional<Due> ofAction(String rest, BiFunction<CaseKey, String, Due> due) {
    var space = Math.max(0, rest.indexOf(' '));
    var action = rest.substring(Math.min(rest.length(), space + 1));
    return CaseKey.parse(rest.substring(0, space)).map(key -> due.apply(key, action));
  }

  private static Optional<Due> letter(String[] words) {
    if (words.length < 3) {
      return Optional.empty();
    }
    var key = CaseKey.parse(words[2]);
    return switch (words[1]) {
      case "card" -> key.flatMap(k -> Urgency.ranked(words[0]).map(u -> new Card(k, u)));
      case "lines" -> key.map(Lines::new);
      case "storm" -> Optional.of(new Storm());
      case "copy" -> Copy.parse(words[2]).map(copy -> copy);
      default -> Optional.empty();
    };
  }
}
