package io.cordon.findings;

import io.cordon.findings.Finding.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding while a format fills it in. What nobody fills keeps a default and is named missing. */
final class Draft {

  private final String product;
  private String id = "";
  private String type = "";
  private String title = "";
  private String description = "";
  private @Nullable Severity severity;
  private String score = "";
  private String account = "";
  private String region = "";
  private List<Resource> resources = List.of();
  private @Nullable Instant firstSeen;
  private @Nullable Instant lastSeen;
  private @Nullable Instant updatedAt;
  private long count = 1;
  private Status status = Status.ACTIVE;
  private boolean sample;
  private String remote = "";
  private String link = "";

  Draft(String product) {
    this.product = product;
  }

  Draft id(String id) {
    this.id = id;
    return this;
  }

  Draft type(String type) {
    this.type = type;
    return this;
  }

  Draft text(String title, String description) {
    this.title = title;
    this.description = description;
    return this;
  }

  /**
   * @param severity null where the product should have given one and did not
   * @param score the product's own word or number
   */
  Draft rated(@Nullable Severity severity, String score) {
    this.severity = severity;
    this.score = score;
    return this;
  }

  /** For products that rate nothing: then nothing is missing. */
  Draft unrated() {
    return rated(Severity.UNRATED, "");
  }

  Draft in(String account, String region) {
    this.account = account;
    this.region = region;
    return this;
  }

  /** The primary resource first. */
  Draft about(List<Resource> resources) {
    this.resources = resources.stream().distinct().toList();
    return this;
  }

  Draft seen(@Nullable Instant first, @Nullable Instant last) {
    this.firstSeen = first;
    this.lastSeen = last;
    return this;
  }

  Draft updatedAt(@Nullable Instant updatedAt) {
    this.updatedAt = updatedAt;
    return this;
  }

  Draft count(long count) {
    this.count = count;
    return this;
  }

  Draft status(Status status) {
    this.status = status;
    return this;
  }

  Draft sample(boolean sample) {
    this.sample = sample;
    return this;
  }

  Draft remote(String remote) {
    this.remote = remote;
    return this;
  }

  Draft link(String link) {
    this.link = link;
    return this;
  }

  /** The finding, with the envelope's account and region where it has none of its own. */
  Finding finish(Envelope envelope, String sha256) {
    String ownAccount = account.isEmpty() ? envelope.account() : account;
    String ownRegion = region.isEmpty() ? envelope.region() : region;
    return new Finding(
        product,
        id.isEmpty() ? "sha256:" + sha256 : id,
        type,
        title.isEmpty() ? standInTitle() : title,
        description,
        severity == null ? Severity.UNRATED : severity,
        orNull(score),
        ownAccount,
        ownRegion,
        resources,
        firstSeen,
        lastSeen,
        updatedAt,
        count,
        status,
        sample,
        orNull(remote),
        orNull(link),
        missing(ownAccount, ownRegion));
  }

  private String standInTitle() {
    return type.isEmpty() ? product + " finding without a title" : type;
  }

  private List<String> missing(String ownAccount, String ownRegion) {
    List<String> missing = new ArrayList<>();
    addIf(id.isEmpty(), "id", missing);
    addIf(type.isEmpty(), "type", missing);
    addIf(title.isEmpty(), "title", missing);
    addIf(severity == null, "severity", missing);
    addIf(ownAccount.isEmpty(), "account", missing);
    addIf(ownRegion.isEmpty(), "region", missing);
    addIf(resources.isEmpty(), "resource", missing);
    return missing;
  }

  private static void addIf(boolean lacking, String name, List<String> missing) {
    if (lacking) {
      missing.add(name);
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
