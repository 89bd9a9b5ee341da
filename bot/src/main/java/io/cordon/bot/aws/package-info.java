/** Clients for every configured account and region. */
@NullMarked
package io.cordon.bot.aws;

import org.jspecify.annotations.NullMarked;
