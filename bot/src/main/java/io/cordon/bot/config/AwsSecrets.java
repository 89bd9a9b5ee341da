package io.cordon.bot.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Secrets in Secrets Manager and in SSM's parameter store, read once at start. */
public final class AwsSecrets implements SecretResolver {
  private final Map<String, String> environment;

  /** Secrets in AWS, or in the emulator that the SDK's variables name. */
  public AwsSecrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String resolve(String arn) throws Unresolved {
    var parts = List.of(arn.split(":", 6));
    var region = Region.of(parts.get(3));
    try {
      var text =
          parts.get(2).equals("ssm")
              ? parameter(region, arn, parts.get(5).substring("parameter".length()))
              : secret(region, arn);
      return text.strip();
    } catch (AwsServiceException e) {
      throw new Unresolved(whyOf(e), e);
    } catch (SdkException | IllegalArgumentException e) {
      throw new Unresolved(e.getClass().getSimpleName(), e);
    }
  }

  private String secret(Region region, String arn) throws Unresolved {
    try (var client = at(region, "SECRETS_MANAGER", SecretsManagerClient.builder())) {
      var text = client.getSecretValue(r -> r.secretId(arn)).secretString();
      if (text == null) {
        throw new Unresolved("the secret is binary, wants text", new IllegalStateException());
      }
      return text;
    }
  }

  /**
   * AWS takes the ARN (and must, for another account's parameter); emulators know the name only.
   */
  private String parameter(Region region, String arn, String path) {
    try (var client = at(region, "SSM", SsmClient.builder())) {
      try {
        return parameter(client, arn);
      } catch (ParameterNotFoundException _) {
        return parameter(client, path.lastIndexOf('/') == 0 ? path.substring(1) : path);
      }
    }
  }

  private static String parameter(SsmClient client, String name) {
    return client.getParameter(r -> r.name(name).withDecryption(true)).parameter().value();
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C at(
      Region region, String service, B builder) {
    builder.region(region).httpClientBuilder(UrlConnectionHttpClient.builder());
    var all = environment.getOrDefault(Endpoints.VARIABLE, "");
    var endpoint = environment.getOrDefault(Endpoints.variable(service), all);
    if (!endpoint.isEmpty()) {
      builder.endpointOverride(URI.create(endpoint));
    }
    return builder.build();
  }

  private static String whyOf(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null ? e.getClass().getSimpleName() : details.errorCode();
  }
}
