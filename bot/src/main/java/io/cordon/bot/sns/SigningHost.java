package io.cordon.bot.sns;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The only host whose certificates count for a topic: SNS in the topic's own region.
 *
 * @param name its host name
 * @param suffix the partition's domain
 */
record SigningHost(String name, String suffix) {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}\\.pem");

  /**
   * The host for a topic.
   *
   * @param topicArn an allowed topic's; its form was checked when the configuration was read
   */
  static SigningHost of(String topicArn) {
    var region = topicArn.split(":", 6)[3];
    var suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return new SigningHost("sns." + region + "." + suffix, suffix);
  }

  /**
   * The certificate's file name, if the URL is exactly {@code https://<this host>/<file>.pem}.
   * Compared as text: what no URL parser touches, none can read in another way than we do.
   */
  Optional<String> file(String certificateUrl) {
    var start = "https://" + name + "/";
    return Optional.of(certificateUrl)
        .filter(url -> url.startsWith(start))
        .map(url -> url.substring(start.length()))
        .filter(FILE.asMatchPredicate());
  }

  /**
   * Whether SNS signs under this name: sns.amazonaws.com, sns-signing.&lt;region&gt;… in regions
   * that must be opted into, sns-&lt;region&gt;… in China and GovCloud.
   */
  boolean signsAs(String commonName) {
    return commonName.matches("sns(-signing)?([.-][a-z0-9-]+)?\\." + Pattern.quote(suffix));
  }
}
