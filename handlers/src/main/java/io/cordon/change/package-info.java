/** What an action would change, on what, and why it could not: as data, for every reader of it. */
@NullMarked
package io.cordon.change;

import org.jspecify.annotations.NullMarked;
