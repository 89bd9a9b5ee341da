package io.cordon.sandbox.crash;

/**
 * One field of the matrix.
 *
 * @param point where Cordon is killed, and the how manieth time: its name, a hash and a number
 */
public record Cell(Scenario scenario, String point) {}
