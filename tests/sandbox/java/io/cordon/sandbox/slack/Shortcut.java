package io.cordon.sandbox.slack;

/**
 * A shortcut of the app.
 *
 * @param onMessage whether it is in the menu of each message; else it is in the composer's
 */
public record Shortcut(String name, String callbackId, boolean onMessage) {}
