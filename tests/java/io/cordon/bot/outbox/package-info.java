@NullMarked
package io.cordon.bot.outbox;

import org.jspecify.annotations.NullMarked;
