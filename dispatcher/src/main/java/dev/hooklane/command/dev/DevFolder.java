package dev.hooklane.command.dev;

import dev.hooklane.secret.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state of {@code hooklane dev} in {@code .hooklane/} of the folder where it is started:
 * Kafka's data, its keys, and its addresses, so that other commands in the same folder find it.
 */
public final class DevFolder {
    private static final String NAME = ".hooklane";
    private static final String LOCK = "dev.lock";
    private static final int KEY_BYTES = 24;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path path;
    private final SecretFile apiKey;
    private final SecretFile keyset;
    private final SecretFile endpoint;
    private final SecretFile running;

    /**
     * @param folder where the command was started
     */
    public DevFolder(Path folder) {
        path = folder.resolve(NAME);
        apiKey = new SecretFile(path.resolve("api-key"));
        keyset = new SecretFile(path.resolve("secrets.json"));
        endpoint = new SecretFile(path.resolve("endpoint.json"));
        running = new SecretFile(path.resolve("dev.json"));
    }

    /** Where {@code hooklane dev} is running, or last ran. */
    public record Running(URI api, String apiKey, String bootstrap, String account) {
        @Override
        public String toString() {
            return "Running[api=%s, bootstrap=%s, account=%s]".formatted(api, bootstrap, account);
        }
    }

    /** The endpoint of its receiver. */
    record ReceiverEndpoint(String id, String secret) {
        @Override
        public String toString() {
            return "ReceiverEndpoint[" + id + "]";
        }
    }

    /** Returns the last start; empty if dev was never started in this folder. */
    public Optional<Running> running() {
        Optional<String> key = apiKey.read();
        return running.read()
                .filter(_ -> key.isPresent())
                .map(text -> {
                    JsonNode json = json(text);
                    return new Running(
                            URI.create(json.path("api").asString("")),
                            key.orElse(""),
                            json.path("bootstrap").asString(""),
                            json.path("account").asString(""));
                });
    }

    void save(Running now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("api", now.api().toString());
        json.put("bootstrap", now.bootstrap());
        json.put("account", now.account());
        running.write(json.toString());
    }

    /** Returns the receiver's endpoint; empty if there is none yet. */
    Optional<ReceiverEndpoint> endpoint() {
        return endpoint.read()
                .map(text -> {
                    JsonNode json = json(text);
                    return new ReceiverEndpoint(
                            json.path("id").asString(""), json.path("secret").asString(""));
                });
    }

    void save(ReceiverEndpoint made) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", made.id());
        json.put("secret", made.secret());
        endpoint.write(json.toString());
    }

    /** Returns the API key, created on first use. */
    String apiKey() {
        return apiKey.read()
                .orElseGet(() -> {
                    byte[] random = new byte[KEY_BYTES];
                    new SecureRandom().nextBytes(random);
                    String key =
                            "dev_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
                    apiKey.write(key);
                    return key;
                });
    }

    /** Returns the key that encrypts endpoints' secrets, created on first use. */
    String keyset() {
        return keyset.read()
                .orElseGet(() -> {
                    String made = SecretKeys.generate().toJson();
                    keyset.write(made);
                    return made;
                });
    }

    Path broker() {
        return path.resolve("broker");
    }

    Path state() {
        return path.resolve("state");
    }

    /** Returns the file that is locked while {@code hooklane dev} runs here. */
    Path lock() throws IOException {
        Files.createDirectories(path);
        return path.resolve(LOCK);
    }

    /** Removes everything in the folder except the lock, which the caller holds. */
    void empty() {
        remove(file -> file.equals(path) || file.equals(path.resolve(LOCK)));
    }

    /** Removes the whole folder; nothing may be running in it. */
    public void remove() {
        remove(_ -> false);
    }

    private void remove(Predicate<Path> kept) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            // Deepest first, so that folders are empty when it is their turn.
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!kept.test(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder %s can't be emptied".formatted(path), e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "folder %s contains a file that is not JSON; --fresh empties it"
                            .formatted(path),
                    e);
        }
    }
}
