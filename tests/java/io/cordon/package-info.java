/** Checks of the whole, and what the tests of several packages share. */
@NullMarked
package io.cordon;

import org.jspecify.annotations.NullMarked;
