package io.cordon.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A part of a long list, as Slack gives it: some items, and a cursor to the next ones.
 *
 * @param end how many items were given up to here; the cursor
 */
record Slice<T>(List<T> items, int end, boolean more) {
  private static final int USUAL = 100;
  private static final int MOST = 999;

  /** The part that the arguments {@code limit} and {@code cursor} ask for. */
  static <T> Slice<T> of(Args args, List<T> all) {
    var from = cursor(args);
    var items = all.stream().skip(from).limit(args.number("limit", USUAL, MOST)).toList();
    var end = from + items.size();
    return new Slice<>(items, end, end < all.size());
  }

  private static int cursor(Args args) {
    try {
      return args.text("cursor").isEmpty() ? 0 : Integer.parseInt(args.text("cursor"));
    } catch (NumberFormatException e) {
      throw new Refusal("invalid_cursor");
    }
  }

  /** Writes where the next part starts; empty if this was the last. */
  void addCursor(ObjectNode answer) {
    answer.putObject("response_metadata").put("next_cursor", more ? Integer.toString(end) : "");
  }
}
