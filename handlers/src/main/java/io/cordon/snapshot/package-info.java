/** Snapshots of an instance's disks. */
@NullMarked
package io.cordon.snapshot;

import org.jspecify.annotations.NullMarked;
