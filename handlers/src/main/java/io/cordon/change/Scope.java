package io.cordon.change;

/** One region of one account. */
public record Scope(String account, String region) {}
