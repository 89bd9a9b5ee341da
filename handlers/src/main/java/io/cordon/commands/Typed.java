package io.cordon.commands;

import io.cordon.people.Person;
import java.util.Map;

/**
 * A command that somebody sent.
 *
 * @param id a name of this sending of it that never comes twice
 * @param command the slash command: "/ir"
 * @param text what follows it, in plain text
 * @param people the ids of those who are mentioned in the text, by what stands for them there
 */
public record Typed(
    String id,
    String command,
    String text,
    Map<String, String> people,
    Person person,
    Replies.Sender sender) {
  /** Keeps its own copy. */
  public Typed {
    people = Map.copyOf(people);
  }
}
