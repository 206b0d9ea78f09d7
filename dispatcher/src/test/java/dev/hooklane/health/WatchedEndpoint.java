package dev.hooklane.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.retry.NextMove;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint whose attempts are watched, and what is written of it. */
final class WatchedEndpoint {
    private static final Topics TOPICS = new Topics("", RetrySchedule.DEFAULT, 0);
    static final OwnMarks MARKS =
            new OwnMarks(
                    DerivedKeys.of(SecretKeys.generate()).of(KeyPurpose.OWN_EVENTS),
                    Optional.empty());
    static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    static final Duration FIVE_DAYS = Duration.ofDays(5);
    static final int FAILING_AFTER = 100;

    final EndpointDirectory directory = new EndpointDirectory();
    final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    final Endpoint endpoint = endpoint(1, "*");
    private int events;
    boolean kafka = true;
    boolean readBack = true;
    boolean owned = true;
    HealthWatch watch = watch();

    WatchedEndpoint() {
        directory.put(endpoint);
        directory.put(endpoint(2, "endpoint.*", "delivery.*"));
    }

    void attempted(int status, Duration after) {
        watch.attempted(
                delivery("evt_" + ++events, "message.created", Trigger.EVENT),
                endpoint,
                attempt(status, NOW.plus(after)),
                new NextMove.Finish(),
                () -> owned);
    }

    static Attempt attempt(int status, Instant at) {
        AttemptOutcome outcome =
                status == 200
                        ? new AttemptOutcome.Success(status, "")
                        : new AttemptOutcome.ErrorStatus(status, Optional.empty(), "");
        return new Attempt(5, at, Duration.ZERO, outcome);
    }

    Delivery delivery(String type) {
        return delivery(type, Trigger.EVENT);
    }

    Delivery delivery(String type, Trigger trigger) {
        return delivery("evt_1", type, trigger);
    }

    Delivery delivery(String id, String type, Trigger trigger) {
        EventId event = new EventId(id);
        return Delivery.first(
                DeliveryId.of(event, NOW).to(endpoint.id()),
                endpoint.id(),
                new SourceEvent(
                        event,
                        new EventType(type),
                        ACCOUNT,
                        NOW,
                        new SourceEvent.Origin(0, 7),
                        Optional.empty(),
                        Optional.empty()),
                trigger,
                Payload.of("{}".getBytes(UTF_8)));
    }

    static Endpoint endpoint(long seed, String... types) {
        Random random = new Random(seed);
        return new Endpoint(
                EndpointId.random(random),
                ACCOUNT,
                URI.create("https://example.com/?token=secret"),
                "",
                EventSelection.of(types),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(random, NOW)),
                NOW,
                NOW);
    }

    HealthWatch watch() {
        return HealthWatch.of(directory, this::write, TOPICS, MARKS, FIVE_DAYS, FAILING_AFTER);
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        if (!kafka) {
            throw new KafkaUnavailableException("no broker", new IllegalStateException());
        }
        written.add(record);
        if (readBack && record.topic().equals(TOPICS.endpoints())) {
            EndpointId id = HealthCodec.endpointOf(record.key());
            if (record.value() == null) {
                directory.removeHealth(id);
            } else {
                directory.putHealth(id, HealthCodec.read(record.value()));
            }
        }
    }

    List<String> told() {
        return events().stream().map(event -> event.path("type").asString()).toList();
    }

    JsonNode event(int index) {
        return events().get(index);
    }

    JsonNode data(int index) {
        return event(index).path("data");
    }

    private List<JsonNode> events() {
        return written.stream()
                .filter(record -> record.topic().equals(TOPICS.events()))
                .map(record -> JsonMapper.shared().readTree(record.value()))
                .toList();
    }
}
