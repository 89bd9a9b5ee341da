/**
 * What IAM would say to a call: an evaluation of policies that shares nothing with Cordon's own.
 */
@NullMarked
package io.cordon.iam;

import org.jspecify.annotations.NullMarked;
