/** What people are given to read: records of the case in, Slack's JSON out, escaped by default. */
@NullMarked
package io.cordon.templates;

import org.jspecify.annotations.NullMarked;
