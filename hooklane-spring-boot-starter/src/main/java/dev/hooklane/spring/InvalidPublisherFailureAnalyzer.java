package dev.hooklane.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a bad property in place of a stack trace. */
final class InvalidPublisherFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidPublisherException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidPublisherException cause) {
        return new FailureAnalysis(
                "Hooklane's event publisher can't be made: " + cause.getMessage(),
                "Change the property; the README of hooklane-spring-boot-starter lists them all.",
                cause);
    }
}
