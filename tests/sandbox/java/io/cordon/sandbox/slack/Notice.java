package io.cordon.sandbox.slack;

import java.time.Instant;

/**
 * What Slack itself tells a person when the app did not answer as it should.
 *
 * @param where what was clicked or typed, in the person's words
 * @param code Slack's word for it, as in "operation_timeout"
 */
public record Notice(Instant at, String userId, String where, String code) {}
