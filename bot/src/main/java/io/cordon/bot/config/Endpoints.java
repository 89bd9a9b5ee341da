package io.cordon.bot.config;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where AWS is called instead of at its own addresses, by the AWS SDK's variables (SDKs and Tools
 * Reference Guide, "Service-specific endpoints").
 *
 * @param all AWS_ENDPOINT_URL; null: AWS itself
 * @param ofService what goes before it, by the end of the variable's name: DYNAMODB for
 *     AWS_ENDPOINT_URL_DYNAMODB
 */
public record Endpoints(@Nullable URI all, Map<String, URI> ofService) {
  /** The variable for all services; an underscore and the service's name follow for one of them. */
  static final String VARIABLE = "AWS_ENDPOINT_URL";

  /** The services that Cordon calls, as they end their variables. */
  static final List<String> SERVICES = List.of("DYNAMODB", "EC2", "KMS", "S3", "SNS", "SQS", "STS");

  /** Copies, in order of the names. */
  public Endpoints {
    ofService = Collections.unmodifiableMap(new TreeMap<>(ofService));
  }

  /** The same for every service. */
  public static Endpoints at(@Nullable URI all) {
    return new Endpoints(all, Map.of());
  }

  /** The variable of one service. */
  static String variable(String service) {
    return VARIABLE + "_" + service;
  }

  /**
   * Where a service is called; null: at its own address.
   *
   * @param service as it ends its variable
   */
  public @Nullable URI of(String service) {
    var own = ofService.get(service);
    return own == null ? all : own;
  }
}
