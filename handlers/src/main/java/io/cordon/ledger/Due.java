package io.cordon.ledger;

import java.util.Optional;

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

  /** A case's entries wait to be copied to S3. */
  record Mirror(CaseKey key) implements Due {
    @Override
    public String id() {
      return "mirror " + key;
    }
  }

  /** A case's message and thread in Slack are behind its ledger. */
  record Publish(CaseKey key) implements Due {
    @Override
    public String id() {
      return "publish " + key;
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

  /** Reads an id; empty if it is of a newer Cordon. */
  static Optional<Due> parse(String id) {
    var space = id.indexOf(' ');
    var rest = id.substring(space + 1);
    return switch (id.substring(0, Math.max(0, space))) {
      case "intake" -> Optional.of(new Intake(rest));
      case "mirror" -> CaseKey.parse(rest).map(Mirror::new);
      case "publish" -> CaseKey.parse(rest).map(Publish::new);
      case "run" -> run(rest);
      case "checkpoint" -> CaseKey.parse(rest).map(Checkpoint::new);
      case "command" -> Optional.of(new Command(rest));
      default -> Optional.empty();
    };
  }

  private static Optional<Due> run(String rest) {
    var space = Math.max(0, rest.indexOf(' '));
    var action = rest.substring(Math.min(rest.length(), space + 1));
    return CaseKey.parse(rest.substring(0, space)).map(key -> new Run(key, action));
  }
}
