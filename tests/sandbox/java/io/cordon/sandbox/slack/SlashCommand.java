package io.cordon.sandbox.slack;

/**
 * A command that the app has registered.
 *
 * @param name with its slash
 * @param usageHint what the composer shows beside it
 * @param escapes whether mentions in its text are sent as ids ({@code should_escape})
 */
public record SlashCommand(String name, String usageHint, boolean escapes) {}
