/** Points at which the process can be made to stand still, so that a test can kill it there. */
@NullMarked
package io.cordon.bot.crash;

import org.jspecify.annotations.NullMarked;
