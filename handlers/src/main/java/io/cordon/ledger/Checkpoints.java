package io.cordon.ledger;

/** Signs chains as far as they go. */
public final class Checkpoints {
  private final Ledger ledger;
  private final Signer signer;

  /** Checkpoints in this ledger by this signer. */
  public Checkpoints(Ledger ledger, Signer signer) {
    this.ledger = ledger;
    this.signer = signer;
  }

  /** Appends a signature of everything that a case holds, unless the last entry is one. */
  public void sign(CaseKey key) {
    ledger.decide(
        key,
        state ->
            state.signed()
                ? Decision.nothing(state.seq())
                : Decision.of(Actor.CORDON, state.seq(), signer.sign(state.head())));
  }
}
