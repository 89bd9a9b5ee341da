/** The running program: where everything is wired by hand, once. */
@NullMarked
package io.cordon.bot;

import org.jspecify.annotations.NullMarked;
