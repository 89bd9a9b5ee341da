/** A local Slack and a local AWS in which Cordon runs as it would outside. */
@NullMarked
package io.cordon.sandbox;

import org.jspecify.annotations.NullMarked;
