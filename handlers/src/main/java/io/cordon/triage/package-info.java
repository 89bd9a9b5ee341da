/** What people decide about a case as a whole. */
@NullMarked
package io.cordon.triage;

import org.jspecify.annotations.NullMarked;
