/** The whole bot, through its front doors. */
@NullMarked
package io.cordon.acceptance;

import org.jspecify.annotations.NullMarked;
