package dev.hooklane.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where spans go.
 *
 * @param otlpEndpoint the base URL of a collector that accepts OTLP over HTTP; empty for no spans
 * @param sampleRatio the share of events without a trace of their own that are traced
 */
public record TracingSettings(Optional<URI> otlpEndpoint, double sampleRatio) {
    private static final String ENDPOINT = "https?://[A-Za-z0-9.\\[\\]:_-]+(/[A-Za-z0-9._/-]*)?|";

    static TracingSettings read(SettingReader settings) {
        return new TracingSettings(
                settings.value(
                        "tracing.otlp-endpoint",
                        "",
                        "a URL such as http://otel-collector:4318",
                        text ->
                                Optional.of(SettingForms.matching(text, ENDPOINT))
                                        .filter(url -> !url.isEmpty())
                                        .map(url -> URI.create(url.replaceAll("/+$", "")))),
                // One in a hundred shows the normal case; publishers decide about their own traces.
                settings.decimal("tracing.sample-ratio", 0.01, 0.0, 1.0));
    }
}
