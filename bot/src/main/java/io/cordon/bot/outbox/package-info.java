/** What Cordon says in the channel: one sender, within Slack's limits, the most urgent first. */
@NullMarked
package io.cordon.bot.outbox;

import org.jspecify.annotations.NullMarked;
