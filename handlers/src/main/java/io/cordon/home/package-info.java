/** What waits for somebody, seen at a glance. */
@NullMarked
package io.cordon.home;

import org.jspecify.annotations.NullMarked;
