package io.cordon.findings;

import io.cordon.findings.Resource.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How products' words and ids for resources become Cordon's kinds and plain ids. */
final class Resources {

  /** Longer words name no kind that Cordon knows. */
  private static final int LONGEST_TYPE = 100;

  private static final Set<Kind> CONTAINABLE =
      Set.of(Kind.INSTANCE, Kind.ACCESS_KEY, Kind.USER, Kind.ROLE, Kind.BUCKET);

  private Resources() {}

  /**
   * A resource by the product's word for its kind.
   *
   * @param id an id, a name or an ARN, as sent
   * @param other a second id, where the product sends one; else ""
   */
  static Resource of(String type, String id, String other) {
    Kind kind = kind(type);
    return new Resource(kind, plainId(kind, id), type, arn(id, other));
  }

  /** A resource by a plain id, a name or an ARN of a kind that is known. */
  static Resource of(Kind kind, String type, String id, String arn) {
    return new Resource(kind, plainId(kind, id), type, arn(arn, id));
  }

  /** A resource of which only an id or ARN is known: its form tells the kind. */
  static Resource byId(String id) {
    Kind kind = Arn.of(id).map(Resources::kind).orElseGet(() -> kindOfPlainId(id));
    return new Resource(kind, plainId(kind, id), "", arn(id, ""));
  }

  /** Whoever acted, by the products' words for the sort of principal; empty without a name. */
  static Optional<Resource> identity(String principalType, String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Kind kind =
        switch (letters(principalType)) {
          case "iamuser", "user" -> Kind.USER;
          case "role", "assumedrole", "iamrole" -> Kind.ROLE;
          default -> Kind.OTHER;
        };
    return Optional.of(new Resource(kind, name, principalType, null));
  }

  /** An access key and whoever it belongs to; either may be absent ("", "null"). */
  static List<Resource> credentials(String keyId, String principalType, String name) {
    String key = plainId(Kind.ACCESS_KEY, keyId);
    List<Resource> both = new ArrayList<>();
    if (!key.isEmpty() && !key.equals("null")) {
      both.add(new Resource(Kind.ACCESS_KEY, key, "AccessKey", null));
    }
    identity(principalType, name).ifPresent(both::add);
    return both;
  }

  /** Those that Cordon can act on first, else in their order. */
  static List<Resource> containableFirst(List<Resource> resources) {
    return resources.stream()
        .sorted(Comparator.comparing(resource -> !CONTAINABLE.contains(resource.kind())))
        .toList();
  }

  /**
   * The kind behind "AwsEc2Instance" (ASFF), "AWS::EC2::Instance" (OCSF, Config),
   * "AWS_EC2_INSTANCE" (Inspector) or "EC2_INSTANCE" (attack sequences).
   */
  static Kind kind(String type) {
    String letters = letters(type);
    return switch (letters.startsWith("aws") ? letters.substring(3) : letters) {
      case "ec2instance" -> Kind.INSTANCE;
      case "iamaccesskey", "accesskey" -> Kind.ACCESS_KEY;
      case "iamuser" -> Kind.USER;
      case "iamrole" -> Kind.ROLE;
      case "s3bucket" -> Kind.BUCKET;
      case "lambdafunction" -> Kind.FUNCTION;
      case "ekscluster", "ecscluster" -> Kind.CLUSTER;
      case "container", "containercontainer" -> Kind.CONTAINER;
      case "ecrcontainerimage", "ec2image", "machineimage" -> Kind.IMAGE;
      case "rdsdbinstance", "rdsdbcluster" -> Kind.DATABASE;
      case "account" -> Kind.ACCOUNT;
      default -> Kind.OTHER;
    };
  }

  private static Kind kind(Arn arn) {
    String resource = arn.resource();
    return switch (arn.service()) {
      case "ec2" -> ec2Kind(resource);
      case "iam" ->
          resource.startsWith("user/")
              ? Kind.USER
              : resource.startsWith("role/") ? Kind.ROLE : Kind.OTHER;
      case "s3" -> resource.contains("/") ? Kind.OTHER : Kind.BUCKET;
      case "lambda" -> resource.startsWith("function:") ? Kind.FUNCTION : Kind.OTHER;
      case "eks", "ecs" -> resource.startsWith("cluster/") ? Kind.CLUSTER : Kind.OTHER;
      case "rds" -> resource.startsWith("db:") ? Kind.DATABASE : Kind.OTHER;
      default -> Kind.OTHER;
    };
  }

  private static Kind ec2Kind(String resource) {
    if (resource.startsWith("instance/")) {
      return Kind.INSTANCE;
    }
    return resource.startsWith("image/") ? Kind.IMAGE : Kind.OTHER;
  }

  private static Kind kindOfPlainId(String id) {
    if (id.startsWith("i-")) {
      return Kind.INSTANCE;
    }
    if (id.startsWith("ami-")) {
      return Kind.IMAGE;
    }
    boolean key = id.length() == 20 && (id.startsWith("AKIA") || id.startsWith("ASIA"));
    return key ? Kind.ACCESS_KEY : Kind.OTHER;
  }

  private static String plainId(Kind kind, String id) {
    String inAccount = Arn.of(id).map(Arn::resource).orElse(id);
    return switch (kind) {
      case INSTANCE -> behind("instance/", inAccount, id);
      case USER -> inAccount.startsWith("user/") ? afterLast('/', inAccount) : id;
      case ROLE -> roleName(inAccount, id);
      case CLUSTER -> behind("cluster/", inAccount, id);
      case FUNCTION ->
          inAccount.startsWith("function:") ? upTo(':', behind("function:", inAccount, id)) : id;
      case DATABASE -> behind("cluster:", inAccount, behind("db:", inAccount, id));
      // "AWS::IAM::AccessKey:AKIA…".
      case ACCESS_KEY -> afterLast(':', id);
      // "AWS::::Account:111122223333", or the root user's ARN.
      case ACCOUNT -> Arn.account(id).isEmpty() ? afterLast(':', id) : Arn.account(id);
      // Custom products send "arn:aws:::bucket".
      case BUCKET -> id.startsWith("arn:") ? upTo('/', afterLast(':', id)) : id;
      case IMAGE -> behind("image/", inAccount, id);
      case CONTAINER, OTHER -> id;
    };
  }

  private static String roleName(String inAccount, String id) {
    if (inAccount.startsWith("assumed-role/")) {
      return upTo('/', inAccount.substring("assumed-role/".length()));
    }
    return inAccount.startsWith("role/") ? afterLast('/', inAccount) : id;
  }

  private static String behind(String prefix, String text, String otherwise) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : otherwise;
  }

  private static String afterLast(char mark, String text) {
    return text.substring(text.lastIndexOf(mark) + 1);
  }

  private static String upTo(char mark, String text) {
    int end = text.indexOf(mark);
    return end < 0 ? text : text.substring(0, end);
  }

  private static @Nullable String arn(String id, String other) {
    return Stream.of(id, other).filter(text -> Arn.of(text).isPresent()).findFirst().orElse(null);
  }

  private static String letters(String word) {
    if (word.length() > LONGEST_TYPE) {
      return "";
    }
    return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
