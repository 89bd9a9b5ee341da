/** SNS as far as its messages go: signed as SNS signs, by somebody else. */
@NullMarked
package io.cordon.sandbox.sns;

import org.jspecify.annotations.NullMarked;
