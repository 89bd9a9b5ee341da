/** What Security Hub holds that nobody has looked at yet. */
@NullMarked
package io.cordon.securityhub;

import org.jspecify.annotations.NullMarked;
