/** What Slack accepts as blocks and views, and what a person reads of them. */
@NullMarked
package io.cordon.sandbox.slack.blocks;

import org.jspecify.annotations.NullMarked;
