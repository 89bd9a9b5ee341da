/** What is served over HTTP. */
@NullMarked
package io.cordon.bot.http;

import org.jspecify.annotations.NullMarked;
