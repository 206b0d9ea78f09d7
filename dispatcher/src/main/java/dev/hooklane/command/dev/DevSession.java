package dev.hooklane.command.dev;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.dev.DevFolder.ReceiverEndpoint;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.LogFormat;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.embedded.ReceivedRequest;
import dev.hooklane.embedded.Receiver;
import dev.hooklane.embedded.ReceiverSettings;
import dev.hooklane.event.AccountId;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.topic.TopicsAdmin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One running {@code hooklane dev}: Kafka, an instance with all roles, and a receiver, with one
 * endpoint between them.
 *
 * <p>It stops in the opposite order: deliveries are drained while the receiver still answers and
 * Kafka still accepts their outcomes.
 */
public final class DevSession implements AutoCloseable {
    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(20);

    /** Starts a Kafka on a port of this machine, with its data in a folder. */
    public interface Kafka {
        AutoCloseable start(Path data, int port);
    }

    private final Parts parts;
    private final DevTable table;

    private DevSession(Parts parts, DevTable table) {
        this.parts = parts;
        this.table = table;
    }

    /**
     * Starts everything and returns when events can be published.
     *
     * @param environment the process' variables
     * @param listener called for each request that the receiver gets
     * @throws dev.hooklane.command.CommandFailedException if the folder or a port is taken
     */
    public static DevSession start(
            DevSettings settings,
            DevFolder folder,
            Map<String, String> environment,
            Consumer<ReceivedRequest> listener) {
        DevGuards.checkBroker();
        return start(settings, folder, environment, listener, EmbeddedBroker::start);
    }

    /** The same with a Kafka that {@code kafka} starts. */
    public static DevSession start(
            DevSettings settings,
            DevFolder folder,
            Map<String, String> environment,
            Consumer<ReceivedRequest> listener,
            Kafka kafka) {
        Parts parts = new Parts();
        boolean started = false;
        try {
            parts.add(DevGuards.lock(folder));
            DevGuards.checkPorts(settings);
            if (settings.fresh()) {
                folder.empty();
            }
            DevSession session =
                    new DevSession(
                            parts, start(settings, folder, environment, listener, kafka, parts));
            started = true;
            return session;
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    private static DevTable start(
            DevSettings settings,
            DevFolder folder,
            Map<String, String> environment,
            Consumer<ReceivedRequest> listener,
            Kafka kafka,
            Parts parts) {
        HooklaneConfig config = settings.config(folder, environment);
        LogFormat.use(config.log().format());
        ClassPreload.start();
        Receiver receiver = parts.add(Receiver.start(receiver(settings, config, folder), listener));
        parts.add(kafka.start(folder.broker(), settings.kafkaPort()));
        applyTopics(config);
        parts.add(Dispatcher.start(config));
        ReceiverEndpoint endpoint = endpoint(settings, config, folder, receiver);
        receiver.useSecret(endpoint.secret());
        folder.save(
                new DevFolder.Running(
                        URI.create(settings.api()),
                        config.api().key(),
                        settings.bootstrap(),
                        DevEndpoint.ACCOUNT));
        if (settings.sample()) {
            parts.add(
                    SampleTrickle.start(
                            settings.bootstrap(),
                            new AccountId(DevEndpoint.ACCOUNT),
                            config.catalogue()));
            if (SampleEvents.fit(config.catalogue())) {
                parts.add(SampleOrders.start(settings, config));
            }
        }
        return new DevTable(settings, config, folder, endpoint.id());
    }

    /** Returns the addresses of all parts for the developer to read; several lines. */
    public String table(String program) {
        return table.text(program);
    }

    @Override
    public void close() {
        parts.close();
    }

    private static ReceiverSettings receiver(
            DevSettings settings, HooklaneConfig config, DevFolder folder) {
        ReceiverSettings defaults = ReceiverSettings.onPort(settings.receiverPort());
        return new ReceiverSettings(
                defaults.address(),
                defaults.port(),
                // Needed from the start: old deliveries are attempted as soon as the instance
                // starts.
                folder.endpoint().map(ReceiverEndpoint::secret).map(List::of).orElse(List.of()),
                defaults.failRate(),
                defaults.delay(),
                config.delivery().headers());
    }

    private static void applyTopics(HooklaneConfig config) {
        new KafkaClients(config)
                .ask(admin ->
                        new TopicsAdmin(admin, config.topicNames(), config.topics(), ADMIN_TIMEOUT)
                                .apply());
    }

    private static ReceiverEndpoint endpoint(
            DevSettings settings, HooklaneConfig config, DevFolder folder, Receiver receiver) {
        try (ApiClient api = new ApiClient(URI.create(settings.api()), config.api().key())) {
            return new DevEndpoint(api, folder).at(receiver.url());
        }
    }
}
