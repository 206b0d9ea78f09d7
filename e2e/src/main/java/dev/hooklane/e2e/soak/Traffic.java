package dev.hooklane.e2e.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.e2e.receiver.Request;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events over Kafka at a steady rate, cycling through the accounts. */
final class Traffic implements AutoCloseable {
    /** Enough accounts to give every partition work. */
    static final int ACCOUNTS = 12;

    /** Endpoints of each account. */
    static final int ENDPOINTS = 5;

    /** Every tenth endpoint fails: the one with this number, at every second account. */
    private static final int FAILING = 4;

    private static final Pattern PATH = Pattern.compile("/soak/([0-9]+)/([0-9]+)");
    private static final Pattern EVENT = Pattern.compile("evt_soak_([0-9]+)");
    private static final String TEXT = "x".repeat(300);

    private final Tally tally = new Tally(ENDPOINTS);
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private int next;

    Traffic(String servers, String topic) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Tally tally() {
        return tally;
    }

    static String account(int number) {
        return "soak_" + number;
    }

    static String path(int account, int endpoint) {
        return "/soak/%d/%d".formatted(account, endpoint);
    }

    static boolean fails(int account, int endpoint) {
        return endpoint == FAILING && account % 2 == 0;
    }

    /** Returns the number of healthy endpoints that receive this account's events. */
    static int healthy(int account) {
        return fails(account, FAILING) ? ENDPOINTS - 1 : ENDPOINTS;
    }

    /** Notes a request that an endpoint received. */
    void received(Request request) {
        Matcher path = PATH.matcher(request.path());
        Matcher event = EVENT.matcher(request.event());
        if (!path.matches() || !event.matches()) {
            return;
        }
        int account = Integer.parseInt(path.group(1));
        int endpoint = Integer.parseInt(path.group(2));
        if (!fails(account, endpoint)) {
            tally.arrived(Integer.parseInt(event.group(1)), endpoint, System.nanoTime());
        }
    }

    /** Returns the number of events published. */
    int published() {
        return next;
    }

    /** Publishes one more event, without waiting for its acknowledgement. */
    void publish() {
        int number = next++;
        int account = number % ACCOUNTS;
        String body =
                "{\"id\":\"evt_soak_%d\",\"type\":\"message.created\",\"timestamp\":\"%s\",\"data\":{\"text\":\"%s\"}}"
                        .formatted(number, Instant.now(), TEXT);
        tally.published(number, System.nanoTime());
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            if (fails(account, endpoint)) {
                tally.notFor(number, endpoint);
            }
        }
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                topic, account(account).getBytes(UTF_8), body.getBytes(UTF_8)),
                        (_, failure) -> {
                            if (failure == null) {
                                tally.acknowledged(number);
                            }
                        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
