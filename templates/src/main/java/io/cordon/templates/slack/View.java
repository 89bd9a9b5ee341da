package io.cordon.templates.slack;

/**
 * A modal, within Slack's limits.
 *
 * @param json the view's JSON object
 */
public record View(String json) {}
