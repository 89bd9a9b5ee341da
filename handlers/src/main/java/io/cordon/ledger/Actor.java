package io.cordon.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Who did what an entry tells.
 *
 * @param type "slack" for a person, "cordon" for the bot itself, "sns" for a message from AWS
 * @param id the Slack user id, the part of the bot, or the topic's ARN
 * @param name for people to read; a claim of the other side, never used to decide anything
 */
public record Actor(String type, String id, String name) {
  /** The bot itself. */
  public static final Actor CORDON = new Actor("cordon", "cordon", "Cordon");

  /** A person in Slack. */
  public static Actor person(String id, String name) {
    return new Actor("slack", id, name);
  }

  /** A message that came through an SNS topic. */
  public static Actor topic(String arn) {
    return new Actor("sns", arn, arn.substring(arn.lastIndexOf(':') + 1));
  }

  /** Whether this is a person. */
  @JsonIgnore
  public boolean isPerson() {
    return type.equals("slack");
  }
}
