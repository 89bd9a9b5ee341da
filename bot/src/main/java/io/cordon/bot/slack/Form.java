package io.cordon.bot.slack;

import java.util.Map;

/** What the dialogs of one kind do when they are sent off. */
interface Form {
  /** The callback id of their views. */
  String callback();

  /** What is wrong with what was filled in: a sentence for each such field, by its block id. */
  Map<String, String> mistakes(Submitted submitted);

  /** Carries it out, whoever sent it: who may is for this to find out, and to record. */
  void submit(Submitted submitted);
}
