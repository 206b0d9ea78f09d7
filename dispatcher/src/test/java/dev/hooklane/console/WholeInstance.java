package dev.hooklane.console;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.topic.TopicsAdmin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole instance with a broker of its own behind it and a customer's server before it. */
final class WholeInstance implements AutoCloseable {
    static final String KEY = "an-operator-key-of-31-characters";

    private final EmbeddedBroker broker;
    private final Dispatcher dispatcher;
    private final Customer customer = new Customer();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Returns when it is ready.
     *
     * @param more settings beside those that it needs, or instead of them
     */
    WholeInstance(Path folder, Map<String, String> more) {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("api.host", "127.0.0.1");
        settings.put("api.port", "0");
        settings.put("api.key", KEY);
        settings.put("secrets.key", SecretKeys.generate().toJson());
        settings.put("state-dir", folder.resolve("state").toString());
        settings.put("topics.partitions", "2");
        settings.put("topics.replication-factor", "1");
        settings.put("topics.min-insync-replicas", "1");
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", "127.0.0.0/8");
        settings.putAll(more);
        HooklaneConfig config = ConfigReader.read("", Map.of(), settings);
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            new TopicsAdmin(admin, config.topicNames(), config.topics(), Duration.ofSeconds(20))
                    .apply();
        }
        dispatcher = Dispatcher.start(config);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(dispatcher::isReady);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Customer customer() {
        return customer;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(dispatcher.apiPort(), path));
    }

    /** What the API answers an operator; it must be a success. */
    JsonNode api(String method, String path, String body) {
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(uri(path))
                                    .header("Authorization", "Bearer " + KEY)
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.body());
            }
            return answer.body().isBlank()
                    ? JsonMapper.shared().nullNode()
                    : JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path, e);
        }
    }

    @Override
    public void close() {
        http.close();
        dispatcher.close();
        customer.close();
        broker.close();
    }
}
