package io.cordon.findings;

import java.util.Locale;
import java.util.Map;

/** One name for each AWS product, whichever of its names a sender uses. */
final class ProductNames {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("guardduty", "GuardDuty"),
          Map.entry("securityhub", "Security Hub"),
          Map.entry("inspector", "Inspector"),
          Map.entry("macie", "Macie"),
          Map.entry("config", "Config"),
          Map.entry("accessanalyzer", "Access Analyzer"),
          Map.entry("iamaccessanalyzer", "Access Analyzer"),
          Map.entry("health", "Health"));

  private ProductNames() {}

  /** Cordon's name for an AWS product; any other name as sent. */
  static String of(String name) {
    String key = name.toLowerCase(Locale.ROOT).replace(" ", "").replace("-", "");
    return NAMES.getOrDefault(key, name);
  }
}
