package dev.hooklane.source.registry;

import dev.hooklane.call.Answer;
import dev.hooklane.call.BoundedCalls;
import dev.hooklane.call.Bounds;
import dev.hooklane.call.CallFailedException;
import dev.hooklane.config.RegistrySettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Requests to a schema registry, within limits. Any thread may use it, and waits. */
final class RegistryCalls implements AutoCloseable {
    private static final String ACCEPT =
            "application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json, application/json";

    private final RegistrySettings settings;
    private final BoundedCalls calls;

    RegistryCalls(RegistrySettings settings, Bounds bounds) {
        this.settings = settings;
        calls = new BoundedCalls(settings.authorities(), bounds);
    }

    /**
     * Asks for a path of the registry.
     *
     * @param atMost how long the caller waits
     * @throws CallFailedException if there is no answer within the limits
     */
    Answer get(String path, Duration atMost) throws CallFailedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path)).header("Accept", ACCEPT);
        if (!settings.authorization().isEmpty()) {
            request.header("Authorization", settings.authorization());
        }
        return calls.send(request.build(), atMost);
    }

    @Override
    public void close() {
        calls.close();
    }
}
