package io.cordon.sandbox.slack;

import java.util.Map;

/** What a person sees after pressing a modal's submit button. */
public sealed interface Submission {

  /** The modal went away; a view below it may have come up. */
  record Closed() implements Submission {}

  /** Other content stands there now. */
  record Replaced(View view) implements Submission {}

  /** Red lines below inputs, by block_id, from Slack's own check or from the app. */
  record Invalid(Map<String, String> errors) implements Submission {

    /** Keeps its own copy. */
    public Invalid {
      errors = Map.copyOf(errors);
    }
  }

  /** "We had some trouble connecting. Try again?", and why. */
  record Failed(String code) implements Submission {}
}
