package io.cordon.commands;

/** {@code /ir help [COMMAND]}: what there is to type. */
public final class HelpCommand implements Verb {
  @Override
  public String name() {
    return "help";
  }

  @Override
  public Group group() {
    return Group.SEE;
  }

  @Override
  public String form() {
    return "[COMMAND]";
  }

  @Override
  public Command read(Line line) {
    return new Command.Help(Arguments.of(line, 1).word(0).orElse(null));
  }

  /** Tells about all commands, or about one. */
  Answer answer(Command.Help help, Verbs verbs) {
    var topic = help.topic();
    if (topic == null) {
      return new Answer.Overview(verbs.all());
    }
    return verbs
        .named(topic)
        .<Answer>map(Answer.Topic::new)
        .orElseGet(() ->
            new Answer.Mistake(
                Verbs.COMMAND + " " + name(),
                Answer.Kind.UNKNOWN_TOPIC,
                topic,
                verbs.nearest(topic).map(v -> Verbs.COMMAND + " help " + v.name()).stream()
                    .toList()));
  }
}
