package io.cordon.findings;

import java.util.stream.Stream;

/** The address or domain on the other side, in the actions of GuardDuty and of ASFF. */
final class RemoteEnd {

  private RemoteEnd() {}

  /** From an object with one entry for each sort of action; "" where none names the other side. */
  static String of(Fields actions) {
    return actions.entries().stream()
        .map(action -> ofAction(action.getValue()))
        .filter(remote -> !remote.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String ofAction(Fields action) {
    Stream<String> probes = action.list("portProbeDetails").stream().map(RemoteEnd::address);
    Stream<String> own =
        Stream.of(address(action), action.firstText("domain", "domainDetails.domain"));
    return Stream.concat(own, probes).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private static String address(Fields action) {
    return action.firstText("remoteIpDetails.ipAddressV4", "remoteIpDetails.ipAddressV6");
  }
}
