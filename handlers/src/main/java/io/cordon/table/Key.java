package io.cordon.table;

/**
 * Where an item stands: items of one partition are ordered by {@code sort} and can be read in
 * order.
 */
public record Key(String partition, String sort) {}
