package io.cordon.sandbox.slack.schema;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each test in which something was said to a workspace that can never be right, however well
 * Cordon took the refusal. Put to every test by JUnit itself.
 */
public final class NothingIsRefused implements AfterEachCallback, AfterAllCallback {
  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getRequiredTestMethod().isAnnotationPresent(SendsMistakes.class)) {
      StrictReferee.forget();
    } else {
      check();
    }
  }

  /** What came after the last test had ended. */
  @Override
  public void afterAll(ExtensionContext tests) {
    check();
  }

  /** Fails if anything was refused since the last look. */
  static void check() {
    var refused = StrictReferee.forget();
    if (!refused.isEmpty()) {
      throw new AssertionError("Slack would never take this: " + refused);
    }
  }
}
