package io.cordon.sandbox.slack;

import org.jspecify.annotations.Nullable;

/** Brings parcels to the app and waits for its reply. */
interface Courier {

  /**
   * Brings one.
   *
   * @param retry which repetition of an event it is, or null the first time
   */
  Reply bring(Parcel parcel, @Nullable Retry retry);

  /** A repetition, and why. */
  record Retry(int number, String reason) {}
}
