package io.cordon.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The role of {@code templates/aws/responder-role.yaml}, as CloudFormation makes it in an account
 * where all regions are Cordon's.
 *
 * @param trust who may assume it, and how
 * @param permissions what it may do, all its policies together
 */
public record ResponderRole(PolicyDocument trust, PolicyDocument permissions) {
  /** Where the template is, from the folder in which tests run. */
  public static final Path TEMPLATE = Path.of("../templates/aws/responder-role.yaml");

  /** The role in an account. */
  public static ResponderRole in(String account) {
    try {
      // CloudFormation's own tags are not YAML's: read as plain text, which is what they stand for.
      var text =
          Files.readString(TEMPLATE)
              .replace("!Ref Regions", "\"*\"")
              .replace("${AWS::Partition}", "aws")
              .replace("${AWS::AccountId}", account)
              .replace("!Sub ", "");
      var role =
          new ObjectMapper(new YAMLFactory()).readTree(text).at("/Resources/Responder/Properties");
      return new ResponderRole(
          PolicyDocument.of(role.path("AssumeRolePolicyDocument")),
          new PolicyDocument(statements(role.path("Policies"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<PolicyDocument.Statement> statements(JsonNode policies) {
    return StreamSupport.stream(policies.spliterator(), false)
        .flatMap(p -> PolicyDocument.of(p.path("PolicyDocument")).statements().stream())
        .toList();
  }
}
