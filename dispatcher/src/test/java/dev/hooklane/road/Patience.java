package dev.hooklane.road;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for what must happen, unless a time is part of what it proves: longer than
 * the slowest machine takes. JUnit calls it before every class, as {@code
 * junit-platform.properties} has it.
 */
public final class Patience implements BeforeAllCallback {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
