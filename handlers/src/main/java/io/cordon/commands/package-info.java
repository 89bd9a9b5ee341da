/** What people type. */
@NullMarked
package io.cordon.commands;

import org.jspecify.annotations.NullMarked;
