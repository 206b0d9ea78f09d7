package dev.hooklane.tracing;

import dev.hooklane.api.PublishTracing;
import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.config.TracingSettings;
import dev.hooklane.fanout.FanOutTracing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans and sends them to a collector, on a thread of its own: spans that the collector does
 * not take in time are dropped, and hold up no delivery. Any thread may use it.
 */
public final class Tracing implements AutoCloseable {
    private static final Duration BATCH_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** About 8 MB of spans, while a collector is slow. */
    private static final int QUEUED_MAX = 8_192;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(SdkTracerProvider provider, String version) {
        this.provider = provider;
        this.tracer =
                provider.tracerBuilder("dev.hooklane").setInstrumentationVersion(version).build();
    }

    /**
     * Starts tracing.
     *
     * @param collector the collector's base URL
     * @param version the version of Hooklane
     * @param instance this instance's name
     */
    public static Tracing start(
            URI collector, TracingSettings settings, String version, String instance) {
        ExporterLog.start();
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector + "/v1/traces")
                        .setCompression("gzip")
                        .build();
        Resource resource =
                Resource.getDefault()
                        .merge(
                                Resource.create(
                                        Attributes.builder()
                                                .put("service.name", "hooklane")
                                                .put("service.version", version)
                                                .put("service.instance.id", instance)
                                                .build()));
        return new Tracing(
                SdkTracerProvider.builder()
                        .setResource(resource)
                        .setSampler(
                                Sampler.parentBased(
                                        Sampler.traceIdRatioBased(settings.sampleRatio())))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setScheduleDelay(BATCH_EVERY)
                                        .setMaxQueueSize(QUEUED_MAX)
                                        .build())
                        .build(),
                version);
    }

    /** Returns the tracing for a stream thread. */
    public FanOutTracing fanOut() {
        return new TracedFanOut(tracer);
    }

    public PublishTracing publishing() {
        return new TracedPublishing(tracer);
    }

    /** Returns a sender that traces the attempts of this one. */
    public AttemptSender attempts(AttemptSender sender, InstantSource clock) {
        return new TracedAttempts(sender, tracer, clock);
    }

    /** Sends the remaining spans, if the collector takes them soon. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
