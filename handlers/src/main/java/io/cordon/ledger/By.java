package io.cordon.ledger;

import java.time.Instant;

/** Who, and when. */
public record By(Actor actor, Instant at) {}
