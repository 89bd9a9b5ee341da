package io.cordon.sandbox.slack;

/** All that a person can do, for hands and the page alike. */
record Gestures(Interactions interactions, Modals modals, Commands commands, Events events) {}
