package io.cordon.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.change.Target;
import io.cordon.findings.Finding;
import io.cordon.findings.Resource;
import io.cordon.findings.Resource.Kind;
import io.cordon.findings.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static Finding finding(String id, String account, String type, Resource... resources) {
    return finding("eu-west-1", id, account, type, resources);
  }

  private static Finding finding(
      String region, String id, String account, String type, Resource... resources) {
    return new Finding(
        "GuardDuty",
        id,
        type,
        "t",
        "",
        Severity.HIGH,
        null,
        account,
        region,
        List.of(resources),
        null,
        null,
        null,
        1,
        Finding.Status.ACTIVE,
        false,
        null,
        null,
        List.of());
  }

  private static Resource resource(Kind kind, String id) {
    return new Resource(kind, id, kind.word(), null);
  }

  private static String subject(Finding finding) {
    return Correlation.keys(finding).getLast();
  }

  @Test
  void aFindingIsFoundByItselfFirstAndThenByWhatItIsAbout() {
    var one = finding("f1", "1", "T", resource(Kind.INSTANCE, "i-1"));
    var other = finding("f2", "1", "U", resource(Kind.INSTANCE, "i-1"));

    assertThat(Correlation.keys(one)).hasSize(2).doesNotHaveDuplicates();
    assertThat(Correlation.keys(one).getFirst()).isNotEqualTo(Correlation.keys(other).getFirst());
    assertThat(subject(one)).isEqualTo(subject(other));
  }

  @Test
  void theSameIdInAnotherAccountIsAnotherThing() {
    assertThat(subject(finding("f", "1", "T", resource(Kind.BUCKET, "b"))))
        .isNotEqualTo(subject(finding("f", "2", "T", resource(Kind.BUCKET, "b"))))
        .isNotEqualTo(subject(finding("f", "1", "T", resource(Kind.DATABASE, "b"))));
  }

  @Test
  void aCommandFindsTheCaseOfAFindingAboutItsInstance() {
    assertThat(Correlation.key(new Target.Instance("1", "eu-west-1", "i-1")))
        .isEqualTo(subject(finding("f", "1", "T", resource(Kind.INSTANCE, "i-1"))));
  }

  @Test
  void aKeyIsAboutWhoeverItBelongsTo() {
    var key = resource(Kind.ACCESS_KEY, "AKIA1");
    var user = resource(Kind.USER, "ann");

    assertThat(subject(finding("f", "1", "T", key, user)))
        .isEqualTo(subject(finding("g", "1", "U", user)));
    assertThat(subject(finding("f", "1", "T", key)))
        .isNotEqualTo(subject(finding("g", "1", "U", user)));
  }

  @Test
  void whatIsAboutAnAccountOrNothingIsToldApartByItsType() {
    var account = resource(Kind.ACCOUNT, "1");

    assertThat(subject(finding("f", "1", "T", account)))
        .isEqualTo(subject(finding("g", "1", "T")))
        .isNotEqualTo(subject(finding("g", "1", "U", account)));
  }

  @Test
  void anIdentityIsTheSameInEveryRegionAndAnInstanceIsNot() {
    var user = resource(Kind.USER, "ann");
    var instance = resource(Kind.INSTANCE, "i-1");

    assertThat(subject(finding("eu-west-1", "f", "1", "T", user)))
        .isEqualTo(subject(finding("us-east-1", "g", "1", "T", user)));
    assertThat(subject(finding("eu-west-1", "f", "1", "T", instance)))
        .isNotEqualTo(subject(finding("us-east-1", "g", "1", "T", instance)));
  }
}
