package dev.hooklane.e2e.load;

import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.judge.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Publishes events at a steady rate, alternating between Kafka and HTTP, until it is ended. One
 * thread starts and ends it.
 */
public final class Load implements AutoCloseable {
    private static final List<String> TYPES =
            List.of("message.created", "message.updated", "conversation.created");
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(90);

    private final Ledger ledger;
    private final KafkaPublisher kafka;
    private final List<Publisher> publishers;
    private final Duration pause;
    private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ending;
    private final Thread thread = Thread.ofVirtual().name("load").unstarted(this::run);

    /**
     * @param servers of Kafka
     * @param topic of the events
     * @param instances that take events over HTTP
     */
    public Load(
            Ledger ledger, String servers, String topic, List<Instance> instances, int perSecond) {
        this.ledger = ledger;
        kafka = new KafkaPublisher(servers, topic);
        publishers = List.of(kafka, new HttpPublisher(instances));
        pause = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            for (int number = 0; !ending; number++) {
                Event event = event(number);
                ledger.put(event);
                Publisher publisher = publishers.get(number % publishers.size());
                waiting.execute(() -> ledger.put(publisher.publish(event)));
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns an event as compact JSON, as it must arrive, with data that is easily damaged in
     * transit.
     */
    private Event event(int number) {
        Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String id = "evt_%s_%d".formatted(ledger.account(), number);
        String body =
                "{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"n\":%d,\"text\":\"Zoë \\\"%s\\\" — 漢\"}}"
                        .formatted(
                                id,
                                TYPES.get(number % TYPES.size()),
                                time,
                                number,
                                "x".repeat(number % 50));
        return new Event(id, ledger.account(), time, body, new Event.Unknown());
    }

    /** Stops publishing, and waits for requests in progress. */
    public void end() throws InterruptedException {
        ending = true;
        thread.join();
        waiting.shutdown();
        if (!waiting.awaitTermination(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            waiting.shutdownNow();
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
