/** How the log is written: for machines or for people, and never with a secret. */
@NullMarked
package io.cordon.bot.logging;

import org.jspecify.annotations.NullMarked;
