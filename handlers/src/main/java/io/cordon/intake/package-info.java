/** A finding's way in: accepted durably, then read and put into the case it belongs to. */
@NullMarked
package io.cordon.intake;

import org.jspecify.annotations.NullMarked;
