package io.cordon.people;

import io.cordon.ledger.Actor;

/**
 * Whoever sent something from Slack, as Slack's signed request names them.
 *
 * @param team the workspace that they belong to
 * @param name for people to read, nothing else
 */
public record Person(String id, String team, String name) {
  /** The same person in an entry. */
  public Actor actor() {
    return Actor.person(id, name);
  }
}
