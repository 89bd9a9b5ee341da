package io.cordon.templates.slack;

import org.jspecify.annotations.Nullable;

/**
 * Where something is, for people.
 *
 * @param account as sent; may be empty or no account at all
 * @param alias the short name that people have for it
 * @param region as sent; may be empty
 */
record Place(String account, @Nullable String alias, String region) {
  /** The end of the account's id, by which people tell accounts apart. */
  public String tail() {
    return account.substring(Math.max(0, account.length() - 4));
  }
}
