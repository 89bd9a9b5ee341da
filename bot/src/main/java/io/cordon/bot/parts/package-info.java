/** Which of the parts that Cordon leans on answer: AWS's services and Slack. */
@NullMarked
package io.cordon.bot.parts;

import org.jspecify.annotations.NullMarked;
