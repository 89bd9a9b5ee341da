package io.cordon.bot.crash;

import io.cordon.ledger.Evidence;
import io.cordon.ledger.StoredObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bucket with a point before and after each object stored. */
record EvidenceAtPoints(Evidence evidence, Points points) implements Evidence {
  private static final Pattern FOLDER = Pattern.compile("(?:^|/)(ledger|findings|keys)/[^/]+$");

  @Override
  public StoredObject store(String key, byte[] bytes, String contentType) {
    var name = "store " + role(key);
    points.reach("before " + name);
    var stored = evidence.store(key, bytes, contentType);
    points.reach("after " + name);
    return stored;
  }

  @Override
  public Optional<byte[]> read(String key) {
    return evidence.read(key);
  }

  /** The folder where the object's own name is a number or an id, else its name. */
  private static String role(String key) {
    var folder = FOLDER.matcher(key);
    return folder.find() ? folder.group(1) : key.substring(key.lastIndexOf('/') + 1);
  }
}
