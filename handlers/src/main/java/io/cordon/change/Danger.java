package io.cordon.change;

/** How dangerous an action is, which decides how many people must approve it. */
public enum Danger {
  /** Collects evidence, changes nothing that runs. */
  E,
  /** Contains, and can be undone. */
  C,
  /** Destroys something for good. */
  D
}
