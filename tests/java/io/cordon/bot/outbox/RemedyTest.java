package io.cordon.bot.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RemedyTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/io/cordon/bot/outbox/listed-errors.csv")
  void somebodyThoughtAboutEveryErrorThatSlackListsForTheMethodsWeCall(
      String method, String error) {
    assertThat(Remedy.knows(error)).as("%s of %s", error, method).isTrue();
    assertThat(Remedy.of(error)).isNotNull();
  }

  @Test
  void whatSlackDoesNotListRaisesAnAlarm() {
    assertThat(Remedy.of("made_up_error")).isInstanceOf(Remedy.Alarm.class);
  }

  @Test
  void anAlarmTellsWhatToDo() {
    assertThat(Remedy.of("not_in_channel"))
        .isEqualTo(new Remedy.Alarm("invite the bot into the channel"));
  }
}
