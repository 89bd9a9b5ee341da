@NullMarked
package io.cordon.bot.slack;

import org.jspecify.annotations.NullMarked;
