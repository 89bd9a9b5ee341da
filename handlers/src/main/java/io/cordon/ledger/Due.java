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
    var words = id.split(" ", -1);
    return switch (words[0] + words.length) {
      case "intake2" -> Optional.of(new Intake(words[1]));
      case "mirror2" -> Optional.of(new Mirror(new CaseKey(words[1])));
      case "publish2" -> Optional.of(new Publish(new CaseKey(words[1])));
      case "run3" -> Optional.of(new Run(new CaseKey(words[1]), words[2]));
      case "checkpoint2" -> Optional.of(new Checkpoint(new CaseKey(words[1])));
      case "command2" -> Optional.of(new Command(words[1]));
      default -> Optional.empty();
    };
  }
}
