package io.cordon.commands;

import io.cordon.ledger.Fact;
import java.util.Optional;

/** The port to where the messages of cases can be opened. */
public interface CardLinks {
  /** The address of a case's message; empty if there is none to be had. */
  Optional<String> to(Fact.CardPosted card);
}
