/** Whether what was recorded is what is there: the chains, their signatures and their copies. */
@NullMarked
package io.cordon.custody;

import org.jspecify.annotations.NullMarked;
