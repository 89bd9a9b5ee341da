/** The write-once bucket, and the key that signs the chains. */
@NullMarked
package io.cordon.bot.evidence;

import org.jspecify.annotations.NullMarked;
