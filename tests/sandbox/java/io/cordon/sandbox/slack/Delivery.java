package io.cordon.sandbox.slack;

import java.time.Instant;

/**
 * One attempt to tell the app something.
 *
 * @param attempt 0 for the first one
 */
public record Delivery(Instant at, Parcel parcel, int attempt, Reply reply) {}
