/** The table behind the ledger, in DynamoDB. */
@NullMarked
package io.cordon.bot.dynamo;

import org.jspecify.annotations.NullMarked;
