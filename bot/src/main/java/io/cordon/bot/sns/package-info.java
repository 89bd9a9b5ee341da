/** The findings' way in: what SNS sent is proved genuine here before anything is kept. */
@NullMarked
package io.cordon.bot.sns;

import org.jspecify.annotations.NullMarked;
