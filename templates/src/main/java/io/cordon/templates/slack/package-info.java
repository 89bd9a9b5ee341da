/**
 * What people read in Slack: cards, thread lines, dialogs and answers, made from template files.
 */
@NullMarked
package io.cordon.templates.slack;

import org.jspecify.annotations.NullMarked;
