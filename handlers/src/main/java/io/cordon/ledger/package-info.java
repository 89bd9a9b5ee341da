/** The record of a case: entries chained by hash, and the ports behind which they are kept. */
@NullMarked
package io.cordon.ledger;

import org.jspecify.annotations.NullMarked;
