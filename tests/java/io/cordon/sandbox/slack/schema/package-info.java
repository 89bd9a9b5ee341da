/** What Slack's own types say of all that Cordon says. */
@NullMarked
package io.cordon.sandbox.slack.schema;

import org.jspecify.annotations.NullMarked;
