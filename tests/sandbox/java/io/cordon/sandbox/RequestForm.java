package io.cordon.sandbox;

import io.cordon.sandbox.slack.View;
import io.cordon.sandbox.slack.blocks.Control;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person fills into the dialog in which an action is asked for. */
public final class RequestForm {
  private static final String CHECKED = "checked";
  private static final String ALONG = "along";

  private RequestForm() {}

  /**
   * The reason, and a tick where one is asked for; nothing is taken along.
   *
   * @param modal the dialog as it stands before them
   */
  public static Map<String, List<String>> words(View modal, String reason) {
    var words = new HashMap<String, List<String>>();
    words.put("reason", List.of(reason));
    for (var control : Control.in(modal.blocks())) {
      if (control.isCalled(CHECKED)) {
        words.put(CHECKED, List.of(CHECKED));
      }
      if (control.isCalled(ALONG)) {
        words.put(ALONG, List.of());
      }
    }
    return words;
  }
}
