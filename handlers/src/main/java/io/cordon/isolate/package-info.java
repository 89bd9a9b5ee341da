/** Cutting an instance off the network. */
@NullMarked
package io.cordon.isolate;

import org.jspecify.annotations.NullMarked;
