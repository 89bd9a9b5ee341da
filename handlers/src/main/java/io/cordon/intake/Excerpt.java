package io.cordon.intake;

import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding without the excess: long texts are cut for the ledger, which is read often. The whole
 * of it stays in the message, which is kept byte for byte.
 */
final class Excerpt {
  private static final int LINE = 500;
  private static final int TEXT = 5_000;
  private static final int RESOURCES = 20;
  private static final int MISSING = 20;

  /** JSON numbers in canonical form are exact up to here (RFC 8785, I-JSON). */
  private static final long MOST = (1L << 53) - 1;

  private Excerpt() {}

  static Finding of(Finding f) {
    return new Finding(
        cut(f.product(), LINE),
        cut(f.id(), LINE),
        cut(f.type(), LINE),
        cut(f.title(), LINE),
        cut(f.description(), TEXT),
        f.severity(),
        orNull(f.score()),
        cut(f.account(), LINE),
        cut(f.region(), LINE),
        f.resources().stream().limit(RESOURCES).map(Excerpt::of).toList(),
        f.firstSeen(),
        f.lastSeen(),
        f.updatedAt(),
        Math.clamp(f.count(), 1, MOST),
        f.status(),
        f.sample(),
        orNull(f.remote()),
        orNull(f.link()),
        List.copyOf(f.missing().stream().limit(MISSING).toList()));
  }

  private static Resource of(Resource r) {
    return new Resource(r.kind(), cut(r.id(), LINE), cut(r.type(), LINE), orNull(r.arn()));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : cut(text, LINE);
  }

  /** At most so many code points; what was cut shows as "…". */
  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
