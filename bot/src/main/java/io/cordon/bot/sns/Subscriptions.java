package io.cordon.bot.sns;

/** Our subscriptions to topics. */
public interface Subscriptions {
  /**
   * Tells SNS that we want what the topic sends.
   *
   * @param token proves that SNS asked us
   * @throws RuntimeException if SNS cannot be told now, or does not know the token
   */
  void confirm(String topicArn, String token);
}
