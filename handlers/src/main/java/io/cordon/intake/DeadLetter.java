package io.cordon.intake;

/**
 * A message that Cordon could not take however often it came.
 *
 * @param id SQS's message id, which no sender can choose
 * @param reason why it could not be taken, in words of ours
 * @param queue the queue that it came through
 * @param deadLetters the queue that SQS moves it to, or "" if none is known
 * @param receives how often it came
 */
public record DeadLetter(
    String id, String reason, String queue, String deadLetters, int receives) {}
