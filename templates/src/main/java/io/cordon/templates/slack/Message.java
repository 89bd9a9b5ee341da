package io.cordon.templates.slack;

/**
 * A message, within Slack's limits. To be sent with {@code parse=none}, {@code link_names=false}
 * and without unfurling.
 *
 * @param text what notifications and old clients show: mrkdwn, at most 300 characters
 * @param blocks a JSON array of blocks
 */
public record Message(String text, String blocks) {}
