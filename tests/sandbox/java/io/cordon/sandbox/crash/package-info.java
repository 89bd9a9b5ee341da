/**
 * Kills Cordon at every point at which it writes something down, tells something or changes
 * something, starts it again, and holds what came of it against what Cordon promises.
 */
@NullMarked
package io.cordon.sandbox.crash;

import org.jspecify.annotations.NullMarked;
