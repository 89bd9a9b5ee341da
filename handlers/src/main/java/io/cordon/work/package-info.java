/** Work that outlives a request: due items with leases that any process may take. */
@NullMarked
package io.cordon.work;

import org.jspecify.annotations.NullMarked;
