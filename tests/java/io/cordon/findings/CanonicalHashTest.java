package io.cordon.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalHashTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":[true,null]} | { \"b\" : [ true, null ], \"a\" : 1.0 }",
        "{\"a\":1e999,\"b\":[2,{\"d\":1,\"c\":2}]} | {\"b\":[2,{\"c\":2,\"d\":1}],\"a\":1e999}"
      })
  void isTheSameWhateverTheOrderOfNames(String one, String other) {
    assertThat(hash(one)).isEqualTo(hash(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1} | {\"a\":2}",
        "{\"a\":1} | {\"a\":\"1\"}",
        "{\"a\":[1,2]} | {\"a\":[2,1]}",
        "{\"a\":1e999} | {\"a\":1e998}",
        "{\"a\":1e999,\"b\":[]} | {\"a\":1e999,\"b\":{}}"
      })
  void differsWhereTheContentDoes(String one, String other) {
    assertThat(hash(one)).isNotEqualTo(hash(other));
  }

  @Test
  void isTheHashThatAnyoneCanWorkOut() {
    // printf '{"a":1}' | sha256sum
    assertThat(hash("{ \"a\": 1 }"))
        .isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
  }

  private static String hash(String json) {
    return CanonicalHash.of(JsonText.parse(json).orElseThrow());
  }
}
