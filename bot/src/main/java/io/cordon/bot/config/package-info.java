/**
 * What the operator decides: read once at start from a file and the environment, refused when
 * wrong.
 */
@NullMarked
package io.cordon.bot.config;

import org.jspecify.annotations.NullMarked;
