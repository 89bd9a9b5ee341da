/**
 * The port to the one table behind everything that must survive: conditional writes, nothing else.
 */
@NullMarked
package io.cordon.table;

import org.jspecify.annotations.NullMarked;
