package io.cordon.sandbox.storm;

import io.cordon.sandbox.aws.GuardDutyFinding;
import io.cordon.sandbox.aws.SeededAccount;
import io.cordon.sandbox.sns.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes the findings of a storm: GuardDuty's, each with an id of its own, the same ones each time.
 * They are signed beforehand, so that signing costs nothing while it storms.
 */
public final class Shower {
  private static final long SEED = 20261124;
  private static final List<Double> USUAL = List.of(8.0, 5.0, 5.0, 2.0);
  private static final double CRITICAL = 9.5;

  private final Setting setting;
  private final SeededAccount account;
  private final Function<Map<String, String>, byte[]> sign;

  /**
   * A shower over this account.
   *
   * @param sign makes of a message's fields what SNS posts, as {@link Sender#signed}
   */
  public Shower(
      Setting setting, SeededAccount account, Function<Map<String, String>, byte[]> sign) {
    this.setting = setting;
    this.account = account;
    this.sign = sign;
  }

  /** What of a finding is drawn by lot. */
  private record Lot(int number, int group, double severity) {}

  /** The whole storm in order of time: even over its time, each critical one at any moment. */
  public List<Notification> notifications(Instant now) {
    var lots = lots(new Random(SEED));
    var text = GuardDutyFinding.first("{{storm}}", now).json(account);
    return IntStream.range(0, lots.size())
        .parallel()
        .mapToObj(place -> notification(place, lots.get(place), text))
        .toList();
  }

  private List<Lot> lots(Random random) {
    var lots = new ArrayList<Lot>();
    var usualGroups = setting.groups() - setting.critical();
    for (int n = 0; n < setting.findings(); n++) {
      lots.add(
          n < setting.critical()
              ? new Lot(n, n, CRITICAL)
              : new Lot(
                  n,
                  setting.critical() + n % usualGroups,
                  USUAL.get(random.nextInt(USUAL.size()))));
    }
    Collections.shuffle(lots, random);
    return lots;
  }

  private Notification notification(int place, Lot lot, String text) {
    var resource = "i-%017x".formatted(0x5_0000_0000L + lot.group());
    var finding =
        text.replace("{{storm}}", String.format(Locale.ROOT, "%032x", lot.number()))
            .replace(account.server().instance(), resource)
            .replace("\"severity\": 8", "\"severity\": " + lot.severity());
    var fields = new HashMap<>(Sender.notification());
    var id = new UUID(SEED, lot.number()).toString();
    fields.put("MessageId", id);
    fields.put("TopicArn", account.findings().topic());
    fields.put("Message", finding);
    return new Notification(
        id,
        resource,
        lot.severity() == CRITICAL,
        setting.time().multipliedBy(place).dividedBy(setting.findings()),
        new String(sign.apply(fields), StandardCharsets.UTF_8));
  }
}
