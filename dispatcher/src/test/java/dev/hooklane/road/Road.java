package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.topology.Topics;
import dev.hooklane.topology.TopicsAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/**
 * A whole road under test: topics of its own on a broker, a customer's server behind all endpoints,
 * and instances of Hooklane between them, to be started, stopped and killed. For one thread.
 */
final class Road implements AutoCloseable {
    static final AccountId ACCOUNT = new AccountId("acme");
    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private final RoadSettings settings;
    private final Path stateDir;
    private final HooklaneConfig config;
    private final Topics topics;
    private final CustomerServer customer = new CustomerServer();
    private final EventPublisher publisher;
    private final RoadRecords records;
    private final EndpointWriter endpoints;
    private final Map<String, Dispatcher> running = new HashMap<>();
    private final Map<String, DispatcherProcess> processes = new HashMap<>();
    private final List<Expected> expected = new ArrayList<>();

    private Road(RoadSettings settings, Path stateDir) {
        this.settings = settings;
        this.stateDir = stateDir;
        this.config = settings.config();
        this.topics = Dispatcher.topics(config);
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            new TopicsAdmin(admin, topics, config.topics(), ADMIN_TIMEOUT).apply();
        }
        this.publisher =
                EventPublisher.builder()
                        .bootstrapServers(config.kafka().bootstrapServers())
                        .topicPrefix(config.topics().prefix())
                        .build();
        this.records = new RoadRecords(config.kafka().bootstrapServers(), topics);
        this.endpoints = new EndpointWriter(config, topics, records);
    }

    static Road on(Broker broker) {
        return on(broker, Map.of());
    }

    /** With settings of its own, by key. */
    static Road on(Broker broker, Map<String, String> more) {
        Path stateDir = Brokers.temporaryDirectory();
        String prefix = "road%06d.".formatted(ThreadLocalRandom.current().nextInt(1_000_000));
        return new Road(
                RoadSettings.of(broker.bootstrapServers(), prefix, stateDir).with(more), stateDir);
    }

    CustomerServer customer() {
        return customer;
    }

    RoadRecords records() {
        return records;
    }

    Topics topics() {
        return topics;
    }

    EndpointWriter endpoints() {
        return endpoints;
    }

    /** The settings of that instance. */
    RoadSettings settings(String instance) {
        return settings.with("instance", instance)
                .with("state-dir", stateDir.resolve(instance).toString());
    }

    /** Makes an endpoint at the customer's server that asks for these types. */
    Endpoint endpoint(String... eventTypes) {
        return endpoints.make(ACCOUNT, customer::url, eventTypes);
    }

    /** Starts an instance in this JVM, and returns when it is ready. */
    void start(String instance) {
        Dispatcher dispatcher = Dispatcher.start(settings(instance).config());
        running.put(instance, dispatcher);
        Awaitility.await("instance " + instance + " is ready")
                .atMost(READY_WITHIN)
                .until(dispatcher::isReady);
    }

    /** An instance that was started in this JVM. */
    Dispatcher running(String instance) {
        Dispatcher dispatcher = running.get(instance);
        if (dispatcher == null) {
            throw new AssertionError("instance %s does not run".formatted(instance));
        }
        return dispatcher;
    }

    /** Stops an instance as an operator would. */
    void stop(String instance) {
        running(instance).close();
        running.remove(instance);
    }

    /** Starts an instance in a JVM of its own, and returns when it is ready. */
    DispatcherProcess startProcess(String instance) {
        DispatcherProcess process = DispatcherProcess.start(settings(instance));
        processes.put(instance, process);
        return process;
    }

    /** Publishes an event and expects a delivery for each endpoint that asks for it now. */
    Event publish(String type) {
        return publish(type, "{\"text\":\"Grüße \uD83D\uDC4B\"}");
    }

    Event publish(String type, String dataJson) {
        return publish(Event.builder(new EventType(type)).dataJson(dataJson).build());
    }

    private Event publish(Event event) {
        CompletableFuture<?> acked = publisher.publish(ACCOUNT, event);
        expect(event);
        acked.join();
        return event;
    }

    /** Publishes many, one after the other, each a millisecond later than the one before it. */
    List<Event> publishInOrder(String type, int count) {
        Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(
                    publish(
                            Event.builder(new EventType(type))
                                    .dataJson("{\"number\":%d}".formatted(i))
                                    .timestamp(first.plusMillis(i))
                                    .build()));
        }
        return events;
    }

    /** Publishes many at once. */
    void publish(String type, int count) {
        for (int i = 0; i < count; i++) {
            Event event =
                    Event.builder(new EventType(type))
                            .dataJson("{\"number\":%d}".formatted(i))
                            .build();
            var _ = publisher.publish(ACCOUNT, event);
            expect(event);
        }
        publisher.flush();
    }

    /** Expects a delivery of this event for each endpoint that asks for it now. */
    void expect(Event event) {
        for (Endpoint endpoint : endpoints.all()) {
            if (endpoint.eventTypes().matches(event.type())) {
                expected.add(new Expected(event, endpoint));
            }
        }
    }

    List<Expected> expected() {
        return expected;
    }

    /** The delivery of an event to an endpoint. */
    static DeliveryId delivery(Event event, Endpoint endpoint) {
        return new Expected(event, endpoint).delivery();
    }

    /** Waits until the delivery's history is like that, and returns it. */
    DeliveryHistory await(
            DeliveryId delivery, Duration within, Predicate<DeliveryHistory> condition) {
        Awaitility.await("history of " + delivery)
                .atMost(within)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        assertThat(records.histories().latest(delivery))
                                .hasValueSatisfying(
                                        history -> assertThat(history).matches(condition)));
        return records.histories().latest(delivery).orElseThrow();
    }

    /** Waits until nothing more happens to any delivery by itself. */
    void awaitSettled(Duration within) {
        Awaitility.await("all deliveries are settled")
                .atMost(within)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> Promise.none("deliveries that are not settled", unsettled()));
    }

    private List<String> unsettled() {
        return expected.stream()
                .map(Expected::delivery)
                .filter(delivery -> !records.histories().settled(delivery))
                .map(DeliveryId::value)
                .toList();
    }

    /** Waits until every offset on the lanes' topics is done, markers of transactions included. */
    void awaitNoLag(Duration within) {
        Awaitility.await("no lag")
                .atMost(within)
                .untilAsserted(() -> Promise.none("partitions with lag", records.lagging(group())));
    }

    private String group() {
        return config.topics().prefix() + "dispatcher";
    }

    /** All there is to tell of this road so far. */
    Run run() {
        return new Run(
                List.copyOf(expected),
                records.histories().byDelivery(),
                records.deadLetters(),
                records.waits(),
                customer.seen(),
                config.retry().schedule());
    }

    /** Judges the run by every promise, and returns it. */
    Run judge() {
        Run run = run();
        Promise.OF_EVERY_RUN.forEach(promise -> promise.judge(run));
        return run;
    }

    @Override
    public void close() {
        processes.values().forEach(DispatcherProcess::close);
        running.values().forEach(Dispatcher::close);
        publisher.close(Duration.ofSeconds(5));
        records.close();
        customer.close();
        Brokers.delete(stateDir);
    }
}
