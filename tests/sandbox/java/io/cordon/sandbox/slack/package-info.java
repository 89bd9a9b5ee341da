/**
 * A local Slack workspace: a double of Slack's Web API, callbacks and Socket Mode that behaves as
 * Slack does, hands that act as its users would, and a web page that shows it.
 */
@NullMarked
package io.cordon.sandbox.slack;

import org.jspecify.annotations.NullMarked;
