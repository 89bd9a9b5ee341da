/**
 * The port to AWS: clients for one region of one account, opened in somebody's name, and what may
 * be called through them.
 */
@NullMarked
package io.cordon.aws;

import org.jspecify.annotations.NullMarked;
