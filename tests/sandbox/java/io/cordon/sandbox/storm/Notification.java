package io.cordon.sandbox.storm;

import java.time.Duration;

/**
 * An SNS message with one finding.
 *
 * @param id SNS's message id
 * @param resource the id of the instance that the finding is about
 * @param due when it comes, after the storm's begin
 * @param body as SNS posts it, signed
 */
public record Notification(
    String id, String resource, boolean critical, Duration due, String body) {}
