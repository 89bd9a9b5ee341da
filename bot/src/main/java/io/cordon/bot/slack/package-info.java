/** The connection to Slack: requests in, messages out. */
@NullMarked
package io.cordon.bot.slack;

import org.jspecify.annotations.NullMarked;
