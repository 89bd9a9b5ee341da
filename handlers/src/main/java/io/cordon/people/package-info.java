/** Who may do what. */
@NullMarked
package io.cordon.people;

import org.jspecify.annotations.NullMarked;
