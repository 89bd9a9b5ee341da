package io.cordon.change;

/**
 * Why something could not be done. What to do about it is told by {@code error}, in the templates.
 *
 * @param call the AWS call, as IAM spells it, or what Cordon was about to do
 * @param error AWS's error code, or a word of ours in the same form
 * @param message what AWS said: text from outside
 * @param requestId AWS's id of the call, or "" where there was none
 * @param id a short id that the log holds too
 */
public record Failure(String call, String error, String message, String requestId, String id) {}
