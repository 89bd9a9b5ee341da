package io.cordon.templates.slack;

/** The button that opens a case for a finding that somebody was shown. */
public final class OfferButton {
  /** What its action id begins with; the offer's id follows, and is its value too. */
  public static final String PREFIX = "cordon-offer:";

  private OfferButton() {}
}
