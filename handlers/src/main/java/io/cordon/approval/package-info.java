/**
 * Others' consent to what somebody asks for: how many must agree, to what exactly, until when, and
 * what becomes of a request meanwhile.
 */
@NullMarked
package io.cordon.approval;

import org.jspecify.annotations.NullMarked;
