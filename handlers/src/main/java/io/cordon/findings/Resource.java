package io.cordon.findings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something in AWS (or beside it) that a finding names.
 *
 * @param kind what it is, as far as Cordon can act on it or name it
 * @param id the plain id: "i-0ab…", "ami-0ab…", "AKIA…", the name of a user, role, bucket,
 *     function, cluster or database, else the product's own id as sent. For a user it can be the
 *     unique id ("AIDA…") where the product sends nothing better
 * @param type the product's word for the kind, as sent
 * @param arn the ARN, where the product sends one
 */
public record Resource(Kind kind, String id, String type, @Nullable String arn) {

  /** What Cordon tells apart; everything else is OTHER and is shown, not acted upon. */
  public enum Kind {
    INSTANCE,
    ACCESS_KEY,
    USER,
    ROLE,
    BUCKET,
    FUNCTION,
    CLUSTER,
    CONTAINER,
    IMAGE,
    DATABASE,
    ACCOUNT,
    OTHER;

    /** The word that people read, as in "access key". */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
