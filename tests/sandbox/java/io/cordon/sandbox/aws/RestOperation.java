package io.cordon.sandbox.aws;

/** The names of Security Hub's calls, which stand in no header: their method and path tell them. */
final class RestOperation {
  private RestOperation() {}

  /** The operation; "" for one that nobody here uses. */
  static String of(String method, String path) {
    return switch (method + " " + path) {
      case "POST /findings" -> "GetFindings";
      case "POST /findings/import" -> "BatchImportFindings";
      case "POST /accounts" -> "EnableSecurityHub";
      case String _ -> "";
    };
  }
}
