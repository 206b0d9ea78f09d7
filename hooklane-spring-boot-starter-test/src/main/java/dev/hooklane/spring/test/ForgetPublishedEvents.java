package dev.hooklane.spring.test;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Starts each test method with no events. */
final class ForgetPublishedEvents implements TestExecutionListener {
    @Override
    public void beforeTestMethod(TestContext context) {
        if (context.hasApplicationContext()) {
            context.getApplicationContext()
                    .getBeanProvider(PublishedEvents.class)
                    .ifAvailable(PublishedEvents::forget);
        }
    }
}
