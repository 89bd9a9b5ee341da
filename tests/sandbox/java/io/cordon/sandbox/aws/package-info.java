/** A local AWS: moto behind a proxy that fills its gaps, keeps a journal and makes it fail. */
@NullMarked
package io.cordon.sandbox.aws;

import org.jspecify.annotations.NullMarked;
