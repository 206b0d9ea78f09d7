package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.Delivery;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/**
 * An account that has something of everything, and a word of its own in all that it wrote.
 *
 * @param marker stands in its URLs, headers, descriptions, names, and events
 * @param ids of each kind that it owns
 * @param key of the role account
 * @param idempotencyKey with which it made an endpoint
 */
record ProbeAccount(String marker, Map<ProbeKind, String> ids, String key, String idempotencyKey) {
    private static final String ENDPOINT =
            """
            {"account":"%1$s","url":"https://8.8.8.8/%2$s","eventTypes":["message.*"],\
            "description":"%2$s","headers":{"X-Token":"%2$s"}}\
            """;

    /** Two of whatever is listed, so that each list has a second page. */
    static ProbeAccount of(ApiFixture api, String account, String marker) throws Exception {
        PlayedReplays replays = new PlayedReplays(api);
        String idempotencyKey = "idem-" + marker;
        Map<ProbeKind, String> ids = new EnumMap<>(ProbeKind.class);
        ids.put(ProbeKind.ACCOUNT, account);
        String key = "";
        for (int i = 0; i < 2; i++) {
            Answer made = key(api, account, marker);
            ids.put(ProbeKind.KEY, made.text("id"));
            key = made.text("key");
            String endpoint = endpoint(api, account, marker, idempotencyKey + i);
            ids.put(ProbeKind.ENDPOINT, endpoint);
            String event = "evt_%x_%d".formatted(marker.hashCode(), i);
            ids.put(ProbeKind.EVENT, event);
            Delivery delivery =
                    replays.told(
                            account,
                            endpoint,
                            event,
                            PlayedReplays.HAPPENED,
                            PlayedReplays.EXHAUSTED);
            ids.put(ProbeKind.DELIVERY, delivery.id().value());
            ids.put(
                    ProbeKind.ORIGIN,
                    "%d@%d"
                            .formatted(
                                    delivery.event().origin().partition(),
                                    delivery.event().origin().offset()));
            ids.put(ProbeKind.REPLAY, replay(api, endpoint));
            ids.put(ProbeKind.ERASURE, erasure(api, account, "evt_erased_" + marker + i));
        }
        ids.put(ProbeKind.LINK, link(api, account, marker));
        ids.put(ProbeKind.REJECTED, rejected(api, account, marker));
        ids.put(ProbeKind.EVENT_TYPE, eventType(api, marker));
        ids.put(ProbeKind.SOURCE, source(api, marker));
        return new ProbeAccount(marker, ids, key, idempotencyKey + "0");
    }

    private static Answer key(ApiFixture api, String account, String marker)
            throws IOException, InterruptedException {
        return api.post(
                "/v1/keys",
                "{\"name\":\"%s\",\"role\":\"account\",\"account\":\"%s\"}"
                        .formatted(marker, account));
    }

    /** The body with which it made its endpoints. */
    String endpointBody() {
        return ENDPOINT.formatted(id(ProbeKind.ACCOUNT), marker);
    }

    private static String endpoint(
            ApiFixture api, String account, String marker, String idempotencyKey)
            throws IOException, InterruptedException {
        return api.send(
                        api.request("/v1/endpoints")
                                .header("Idempotency-Key", idempotencyKey)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                ENDPOINT.formatted(account, marker)))
                                .build())
                .text("id");
    }

    /** A replay that goes on no further, so that nothing changes by itself. */
    private static String replay(ApiFixture api, String endpoint)
            throws IOException, InterruptedException {
        String id =
                api.post(
                                "/v1/replays",
                                """
                                {"endpoint":"%s","select":{"status":["delivered"]},"ratePerSecond":1}\
                                """
                                        .formatted(endpoint))
                        .text("id");
        settled(api, "/v1/replays/" + id, Set.of("done", "failed", "cancelled"));
        return id;
    }

    private static String erasure(ApiFixture api, String account, String event)
            throws IOException, InterruptedException {
        return api.post(
                        "/v1/erasures",
                        "{\"account\":\"%s\",\"event\":\"%s\"}".formatted(account, event))
                .text("id");
    }

    private static void settled(ApiFixture api, String path, Set<String> states) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> states.contains(api.get(path).text("state")));
    }

    private static String link(ApiFixture api, String account, String marker)
            throws IOException, InterruptedException {
        return api.post(
                        "/v1/portal-links",
                        "{\"account\":\"%s\",\"name\":\"%s\"}".formatted(account, marker))
                .text("id");
    }

    private static String rejected(ApiFixture api, String account, String marker) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        api.topics.rejected(), 0, account.getBytes(UTF_8), marker.getBytes(UTF_8));
        record.headers().add("hooklane-reason", "not_json".getBytes(UTF_8));
        record.headers().add("hooklane-reason-detail", marker.getBytes(UTF_8));
        return api.written.put(record);
    }

    private static String eventType(ApiFixture api, String marker)
            throws IOException, InterruptedException {
        // Everybody may read its name.
        String name = "probe.t" + Integer.toHexString(marker.hashCode());
        api.send(
                "PUT",
                "/v1/event-types/" + name,
                "{\"description\":\"a type\",\"example\":{\"n\":1}}");
        return name;
    }

    private static String source(ApiFixture api, String marker)
            throws IOException, InterruptedException {
        SourcesApiIT.makeTopic(api, "probe.topic");
        String name = "probe-" + Integer.toHexString(marker.hashCode());
        api.send("PUT", "/v1/sources/" + name, SourcesApiIT.body("probe.topic"));
        return name;
    }

    String id(ProbeKind kind) {
        return Objects.requireNonNull(ids.get(kind), kind::name);
    }

    /** The account's values for each slot that isn't a cursor. */
    Map<ProbeOperation.Slot, String> values(List<ProbeOperation.Slot> slots) {
        return slots.stream()
                .filter(slot -> ids.containsKey(slot.kind()))
                .collect(Collectors.toMap(slot -> slot, slot -> id(slot.kind())));
    }

    /** What must not be in an answer to anybody else. */
    Set<String> secrets() {
        Map<ProbeKind, String> own = new HashMap<>(ids);
        own.remove(ProbeKind.EVENT_TYPE);
        // Places in a topic are small numbers, which other accounts' things have too.
        own.remove(ProbeKind.ORIGIN);
        own.remove(ProbeKind.REJECTED);
        Set<String> secrets = new HashSet<>(own.values());
        secrets.add(marker);
        return secrets;
    }
}
