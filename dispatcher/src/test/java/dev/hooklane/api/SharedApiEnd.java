package dev.hooklane.api;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Closes the shared API once a JVM's tests have come to another package: its polls would take all
 * later tests a twentieth of a core. JUnit calls it before every class, as {@code
 * junit-platform.properties} has it.
 */
public final class SharedApiEnd implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        if (!context.getRequiredTestClass().getPackageName().equals("dev.hooklane.api")) {
            SharedApi.close(context);
        }
    }
}
