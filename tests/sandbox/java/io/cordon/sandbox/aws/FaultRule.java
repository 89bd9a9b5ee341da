package io.cordon.sandbox.aws;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Which calls a fault hits. Calls are counted as they arrive on the wire, so that each retry of the
 * SDK is one more.
 *
 * @param service as in {@link AwsCall#service}
 * @param operation as in {@link AwsCall#operation}, or "*" for all of the service
 * @param first the first matching call to hit, counted from 1
 * @param last the last one to hit
 * @param when what the parameters must be for a call to match
 */
public record FaultRule(
    String service, String operation, long first, long last, Predicate<Map<String, String>> when) {

  private static final String EVERY_OPERATION = "*";

  /** Hits every call of the operation. */
  public static FaultRule on(String service, String operation) {
    return new FaultRule(service, operation, 1, Long.MAX_VALUE, _ -> true);
  }

  /** Hits every call of the service. */
  public static FaultRule onAll(String service) {
    return on(service, EVERY_OPERATION);
  }

  /** Hits only the nth matching call, counted from 1. */
  public FaultRule nth(long n) {
    return new FaultRule(service, operation, n, n, when);
  }

  /** Hits the first n matching calls. */
  public FaultRule times(long n) {
    return new FaultRule(service, operation, 1, n, when);
  }

  /** Hits only calls with such parameters, named as in {@link AwsCall#parameters}. */
  public FaultRule when(Predicate<Map<String, String>> parameters) {
    return new FaultRule(service, operation, first, last, parameters);
  }

  boolean matches(AwsCall call) {
    return call.service().equals(service)
        && (operation.equals(EVERY_OPERATION) || call.operation().equals(operation))
        && when.test(call.parameters());
  }

  boolean hits(long count) {
    return first <= count && count <= last;
  }
}
