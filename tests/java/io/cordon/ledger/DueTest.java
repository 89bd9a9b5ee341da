package io.cordon.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTest {
  private static final CaseKey KEY = new CaseKey("IR-2026-042");

  @Test
  void everyKindIsReadFromItsId() {
    for (var due :
        List.of(
            new Due.Intake("0b1c-2d"),
            new Due.Grave("0b1c-2d"),
            new Due.Home("U0BOB"),
            new Due.Mirror(KEY),
            new Due.Repair(KEY),
            new Due.Card(KEY, Urgency.ALARM),
            new Due.Lines(KEY),
            new Due.Storm(),
            new Due.Copy(KEY, "A-1", "U0BOB", Due.Copy.Part.LAST_REMINDER),
            new Due.Run(KEY, "A-1"),
            new Due.Approval(KEY, "A-1"),
            new Due.Checkpoint(KEY),
            new Due.Wake(KEY),
            new Due.Members(KEY),
            new Due.Sweep("ab12"),
            new Due.Command("12.34.ab"))) {
      assertThat(Due.parse(due.id())).contains(due);
    }
    assertThat(Due.class.getPermittedSubclasses()).hasSize(13);
    assertThat(Due.Letter.class.getPermittedSubclasses()).hasSize(4);
  }

  @Property
  void whateverIdAMessageHasItIsFoundAgain(@ForAll String id) {
    assertThat(Due.parse(new Due.Intake(id).id())).contains(new Due.Intake(id));
    assertThat(Due.parse(new Due.Command(id).id())).contains(new Due.Command(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "mirror",
        "mirror x",
        "run",
        "run IR-2026-042",
        "run x y",
        "letter",
        "letter 2 card",
        "letter 9 card IR-2026-042",
        "letter 1 song IR-2026-042",
        "letter 1 copy IR-2026-042 A-1 U0BOB SONG",
        "letter 1 copy IR-2026-042 A-1",
        "approval IR-2026-042",
        "later a"
      })
  void whatANewerCordonPutThereIsLeftAlone(String id) {
    assertThat(Due.parse(id)).isEmpty();
  }
}
