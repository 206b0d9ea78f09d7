package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.embedded.TemporaryDirectory;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private final TemporaryDirectory stateDir;
    private final HooklaneConfig config;
    private final Topics topics;
    private final CustomerServer customer = new CustomerServer();
    private final RoadRecords records;
    private final RoadOperator operator;
    private final EndpointWriter endpoints;
    private final PublishedEvents events;
    private final Instances instances;

    /** Makes the topics that these settings of an instance ask for, as an operator does. */
    void applyTopics(Map<String, String> more) {
        RoadOperator.applyTopics(instances.settings("topics").with(more).config());
    }

    private Road(RoadSettings settings, TemporaryDirectory stateDir) {
        this.stateDir = stateDir;
        this.config = settings.config();
        this.topics = config.topicNames();
        RoadOperator.applyTopics(config);
        this.records = new RoadRecords(config.kafka().bootstrapServers(), topics);
        this.operator = new RoadOperator(config, records);
        this.endpoints = new EndpointWriter(config, topics, records);
        this.events = new PublishedEvents(config, endpoints::all);
        this.instances = new Instances(settings, stateDir.path());
    }

    static Road on(Broker broker) {
        return on(broker, Map.of());
    }

    /** With settings of its own, by key. */
    static Road on(Broker broker, Map<String, String> more) {
        TemporaryDirectory stateDir = TemporaryDirectory.make();
        String prefix = "road%012x.".formatted(ThreadLocalRandom.current().nextLong(1L << 48));
        return new Road(
                RoadSettings.of(broker.bootstrapServers(), prefix, stateDir.path()).with(more),
                stateDir);
    }

    CustomerServer customer() {
        return customer;
    }

    RoadRecords records() {
        return records;
    }

    RoadOperator operator() {
        return operator;
    }

    Topics topics() {
        return topics;
    }

    EndpointWriter endpoints() {
        return endpoints;
    }

    /** Makes an endpoint at the customer's server that asks for these types. */
    Endpoint endpoint(String... eventTypes) {
        return endpoints.make(ACCOUNT, customer::url, eventTypes);
    }

    /**
     * Makes endpoints that ask for everything and answer after that time; every second one fails
     * each delivery's first attempt, at once.
     */
    void endpointsOfWhichHalfFailOnce(int count, Duration answerAfter) {
        Reply slow = Reply.OK.after(answerAfter);
        for (int i = 0; i < count; i++) {
            Script script =
                    i % 2 == 0 ? Script.always(slow) : Script.byAttempt(Reply.status(500), slow);
            customer.answer(endpoint("*").id(), script);
        }
    }

    /** The settings of that instance. */
    RoadSettings settings(String instance) {
        return instances.settings(instance);
    }

    /** Starts an instance in this JVM, and returns when it is ready. */
    void start(String instance) {
        start(instance, Map.of());
    }

    /** The same with settings of its own, by key. */
    void start(String instance, Map<String, String> more) {
        instances.start(instance, more);
    }

    /** Takes from an instance that is stopped all that it kept on disk. */
    void loseDisk(String instance) {
        instances.loseDisk(instance);
    }

    /** The folder where an instance keeps what can be rebuilt. */
    Path disk(String instance) {
        return instances.disk(instance);
    }

    /** An instance that was started in this JVM. */
    Dispatcher running(String instance) {
        return instances.running(instance);
    }

    /** Stops an instance as an operator would. */
    void stop(String instance) {
        instances.stop(instance);
    }

    /** Starts an instance in a JVM of its own, and returns when it is ready. */
    DispatcherProcess startProcess(String instance) {
        return instances.startProcess(instance);
    }

    /** The same with a heap of that size, such as {@code 128m}. */
    DispatcherProcess startProcess(String instance, String heap) {
        return instances.startProcess(instance, heap);
    }

    /** Publishes an event and expects a delivery for each endpoint that asks for it now. */
    Event publish(String type) {
        return events.publish(
                Event.builder(new EventType(type))
                        .dataJson("{\"text\":\"Grüße \uD83D\uDC4B\"}")
                        .build());
    }

    /** The same with an event of the caller's making. */
    Event publish(Event event) {
        return events.publish(event);
    }

    /** Publishes many at once. */
    void publish(String type, int count) {
        events.publish(type, count);
    }

    /** Publishes many, one after the other, each a millisecond later than the one before it. */
    List<Event> publishInOrder(String type, int count) {
        return events.publishInOrder(type, count);
    }

    /** Expects a delivery of this event for each endpoint that asks for it now. */
    void expect(Event event) {
        events.expect(event);
    }

    List<Expected> expected() {
        return events.expected();
    }

    /** The delivery of an event to an endpoint. */
    static DeliveryId delivery(Event event, Endpoint endpoint) {
        return new Expected(event, endpoint).delivery();
    }

    /** What became of an event at an endpoint, so far. */
    DeliveryHistory history(Event event, Endpoint endpoint) {
        return records.histories().latest(delivery(event, endpoint)).orElseThrow();
    }

    DeliveryStatus status(Event event, Endpoint endpoint) {
        return history(event, endpoint).status();
    }

    /** Publishes one event after the other until one is settled like that. */
    void publishUntil(String type, Predicate<Event> condition) {
        Awaitility.await("an event that is settled as expected")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    Event event = publish(type);
                    awaitSettled();
                    return condition.test(event);
                });
    }

    /** Waits until the customer's server has seen so many requests. */
    void awaitRequests(int count) {
        Awaitility.await("requests")
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(customer.count()).isGreaterThanOrEqualTo(count));
    }

    /** Waits until the delivery's history is like that, and returns it. */
    DeliveryHistory await(DeliveryId delivery, Predicate<DeliveryHistory> condition) {
        Awaitility.await("history of " + delivery)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        assertThat(records.histories().latest(delivery))
                                .hasValueSatisfying(
                                        history -> assertThat(history).matches(condition)));
        return records.histories().latest(delivery).orElseThrow();
    }

    /** Waits until nothing more happens to any delivery by itself. */
    void awaitSettled() {
        Awaitility.await("all deliveries are settled")
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> Promise.none("deliveries that are not settled", unsettled()));
    }

    private List<String> unsettled() {
        List<DeliveryId> deliveries = expected().stream().map(Expected::delivery).toList();
        return records.histories().unsettled(deliveries).stream().map(DeliveryId::value).toList();
    }

    /** Waits until every offset on the lanes' topics is done, markers of transactions included. */
    void awaitNoLag() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", config.kafka().bootstrapServers()))) {
            Awaitility.await("no lag")
                    .untilAsserted(() ->
                            Promise.none("partitions with lag", records.lagging(admin, group())));
        }
    }

    private String group() {
        return config.topics().prefix() + "dispatcher";
    }

    /** All there is to tell of this road so far. */
    Run run() {
        return new Run(
                List.copyOf(expected()),
                records.histories().byDelivery(),
                records.deadLetters(),
                records.waits(),
                customer.seen(),
                endpoints.deleted(),
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
        instances.close();
        events.close();
        records.close();
        customer.close();
        stateDir.close();
    }
}
