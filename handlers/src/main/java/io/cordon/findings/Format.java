package io.cordon.findings;

import java.util.List;

/** How one product writes its findings. */
interface Format {

  /** Whether EventBridge events with this {@code detail-type} carry this format. */
  boolean announcedBy(String detailType);

  /**
   * Whether this object, without an event around it, has the shape of this format. Never for those
   * that only their {@code detail-type} tells apart.
   */
  default boolean recognises(Fields object) {
    return false;
  }

  /**
   * The findings inside an event that announces this format: its {@code detail}, unless the product
   * sends several or its detail alone does not say which one it is.
   */
  default List<Fields> parts(Fields event) {
    return List.of(event.embedded("detail"));
  }

  /** What one part says. Own account and region only: the envelope's stand in later. */
  Draft read(Fields finding, Envelope envelope);
}
