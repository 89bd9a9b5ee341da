package io.cordon.sandbox.aws;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Names S3's operations, which stand on the wire only as method, path and query. */
final class S3Operation {
  /** What a query parameter without a value speaks about, when it is there. */
  private static final Map<String, String> SUBJECTS =
      Map.ofEntries(
          Map.entry("versioning", "BucketVersioning"),
          Map.entry("object-lock", "ObjectLockConfiguration"),
          Map.entry("retention", "ObjectRetention"),
          Map.entry("legal-hold", "ObjectLegalHold"),
          Map.entry("policy", "BucketPolicy"),
          Map.entry("policyStatus", "BucketPolicyStatus"),
          Map.entry("publicAccessBlock", "PublicAccessBlock"),
          Map.entry("ownershipControls", "BucketOwnershipControls"),
          Map.entry("encryption", "BucketEncryption"),
          Map.entry("lifecycle", "BucketLifecycleConfiguration"),
          Map.entry("location", "BucketLocation"));

  private S3Operation() {}

  static AwsCall read(
      Request request, URI url, Map<String, String> query, String region, String accessKey) {
    var parameters = new TreeMap<>(query);
    String path = url.getRawPath().substring(1);
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : CallReader.decoded(path.substring(slash + 1).replace("+", "%2B"));
    parameters.put("Bucket", bucket);
    parameters.put("Key", key);
    boolean copy = request.containsHeader("x-amz-copy-source");
    String method = request.getMethod().getName();
    String operation = bucket.isEmpty() ? "ListBuckets" : name(method, !key.isEmpty(), query, copy);
    return new AwsCall("s3", operation, region, accessKey, parameters);
  }

  private static String name(
      String method, boolean object, Map<String, String> query, boolean copy) {
    for (var subject : SUBJECTS.entrySet()) {
      if (query.containsKey(subject.getKey())) {
        return verb(method) + subject.getValue();
      }
    }
    if (query.containsKey("tagging")) {
      return verb(method) + (object ? "ObjectTagging" : "BucketTagging");
    }
    if (query.containsKey("acl")) {
      return verb(method) + (object ? "ObjectAcl" : "BucketAcl");
    }
    return object ? objectName(method, query, copy) : bucketName(method, query);
  }

  private static String objectName(String method, Map<String, String> query, boolean copy) {
    boolean part = query.containsKey("uploadId");
    return switch (method) {
      case "PUT" ->
          part ? (copy ? "UploadPartCopy" : "UploadPart") : copy ? "CopyObject" : "PutObject";
      case "POST" -> part ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> part ? "AbortMultipartUpload" : "DeleteObject";
      case "HEAD" -> "HeadObject";
      default -> part ? "ListParts" : "GetObject";
    };
  }

  private static String bucketName(String method, Map<String, String> query) {
    return switch (method) {
      case "PUT" -> "CreateBucket";
      case "POST" -> "DeleteObjects";
      case "DELETE" -> "DeleteBucket";
      case "HEAD" -> "HeadBucket";
      default -> {
        if (query.containsKey("versions")) {
          yield "ListObjectVersions";
        }
        if (query.containsKey("uploads")) {
          yield "ListMultipartUploads";
        }
        yield query.containsKey("list-type") ? "ListObjectsV2" : "ListObjects";
      }
    };
  }

  private static String verb(String method) {
    return switch (method) {
      case "PUT", "POST" -> "Put";
      case "DELETE" -> "Delete";
      default -> "Get";
    };
  }
}
