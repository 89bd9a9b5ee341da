package io.cordon.findings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One finding, in the same form whichever product it came from. All text is as the sender wrote it:
 * untrusted, unescaped, of any length. Ids are claims until AWS was asked.
 *
 * @param product who found it: "GuardDuty", "Security Hub", "Inspector", "Macie", "Config", "Access
 *     Analyzer", "CloudWatch", "CloudTrail", "Health", or a third party's own name
 * @param id the product's id, not always unique (third parties); for Config, which has none, the
 *     rule's ARN and the resource; else "sha256:" and the hash of the finding's JSON
 * @param type the product's type, as in "Backdoor:EC2/C&CActivity.B!DNS"
 * @param score the number or word of the product's own scale, for people to read; never compared
 * @param account the account that the finding is about, digits as sent; "" when it names none
 * @param region the region that the finding is about; "" when it names none
 * @param resources what is affected, the primary one first
 * @param count how often the product says that it saw this, at least 1
 * @param remote the other end (address or domain), where the product names one
 * @param link the product's own page about it, as claimed: never shown as a link
 * @param missing what every finding should have and this one lacks: "id", "type", "title",
 *     "severity" (only of products that rate), "account", "region", "resource"
 */
public record Finding(
    String product,
    String id,
    String type,
    String title,
    String description,
    Severity severity,
    @Nullable String score,
    String account,
    String region,
    List<Resource> resources,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    @Nullable Instant updatedAt,
    long count,
    Status status,
    boolean sample,
    @Nullable String remote,
    @Nullable String link,
    List<String> missing) {

  /** Whether the product still stands by it. */
  public enum Status {
    ACTIVE,
    SUPPRESSED,
    RESOLVED
  }

  /** Keeps its own copies of the lists. */
  public Finding {
    resources = List.copyOf(resources);
    missing = List.copyOf(missing);
  }

  /** The resource that the finding is about, if it names any. */
  public Optional<Resource> primary() {
    return resources.stream().findFirst();
  }
}
