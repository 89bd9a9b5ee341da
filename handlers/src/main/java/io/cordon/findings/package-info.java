/** How a finding that AWS forwarded becomes a value that the rest of Cordon can rely on. */
@NullMarked
package io.cordon.findings;

import org.jspecify.annotations.NullMarked;
