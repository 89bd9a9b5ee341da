/**
 * A storm of findings over two Cordon processes, one of which is killed meanwhile, and what can be
 * counted of it from outside.
 */
@NullMarked
package io.cordon.sandbox.storm;

import org.jspecify.annotations.NullMarked;
