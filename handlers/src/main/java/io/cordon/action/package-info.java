/**
 * The one shape of every response action: what it would change, changing it, reading it back,
 * undoing it; and the runner that does this in an order that never lies.
 */
@NullMarked
package io.cordon.action;

import org.jspecify.annotations.NullMarked;
