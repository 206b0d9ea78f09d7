package dev.hooklane.e2e.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.e2e.receiver.Request;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A ledger in which every promise was kept, to be spoiled: two events, and for each of them an
 * endpoint that takes it with the second attempt, and one that never does.
 */
final class TestLedger {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    static final List<Duration> SCHEDULE = List.of(Duration.ZERO, Duration.ofSeconds(1));
    private static final String SECRET = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0";

    static final Endpoint GOOD = endpoint("ep_good", true, Endpoint.Ending.DELIVERED);
    static final Endpoint BAD = endpoint("ep_bad", false, Endpoint.Ending.DEAD);

    final List<Endpoint> endpoints = new ArrayList<>(List.of(GOOD, BAD));
    final List<Event> events = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<HistoryRecord> history = new ArrayList<>();
    final List<Wait> waits = new ArrayList<>();
    final List<Wait> deadLetters = new ArrayList<>();
    final Map<String, HistoryRecord> told = new HashMap<>();
    final List<Disruption> disruptions = new ArrayList<>();

    TestLedger() {
        for (int number = 0; number < 2; number++) {
            Instant time = START.plusSeconds(number);
            String id = "evt_" + number;
            events.add(
                    new Event(
                            id,
                            "acct",
                            time,
                            "{\"n\":%d}".formatted(number),
                            new Event.Acknowledged(time, 0, number)));
            take(id, GOOD, time, 200);
            take(id, BAD, time, 500);
        }
        deadLetters.add(new Wait(delivery("evt_0", BAD), 3, 0, false));
        deadLetters.add(new Wait(delivery("evt_1", BAD), 3, 0, false));
    }

    private void take(String event, Endpoint endpoint, Instant time, int lastStatus) {
        requests.add(request(event, endpoint, 1, time, 500));
        requests.add(request(event, endpoint, 2, time.plusSeconds(2), lastStatus));
        waits.add(new Wait(delivery(event, endpoint), 2, 0, false));
        history.add(record(event, endpoint, "waiting", 1, ""));
        HistoryRecord last =
                lastStatus == 200
                        ? record(event, endpoint, "delivered", 2, "")
                        : record(event, endpoint, "dead", 2, "exhausted");
        history.add(last);
        told.put(last.delivery(), last);
    }

    static Endpoint endpoint(String id, boolean ordered, Endpoint.Ending ending) {
        return new Endpoint(id, "acct", "/" + id, SECRET, ordered, ending);
    }

    static String delivery(String event, Endpoint endpoint) {
        return "dlv_%s_%s".formatted(event, endpoint.id());
    }

    static HistoryRecord record(
            String event, Endpoint endpoint, String status, int attempts, String reason) {
        long number = (long) event.charAt(event.length() - 1) - '0';
        return new HistoryRecord(
                delivery(event, endpoint),
                endpoint.id(),
                event,
                status,
                attempts,
                reason,
                START.plusSeconds(number).plusSeconds(2L * (attempts - 1)).plusMillis(11));
    }

    /** One that is right in all ways and answered 10 ms later. */
    static Request request(String event, Endpoint endpoint, int attempt, Instant at, int status) {
        String body = "{\"n\":%s}".formatted(event.substring(event.length() - 1));
        return request(event, endpoint, attempt, at, status, body, body);
    }

    /** One whose body is not what was signed. */
    static Request request(
            String event,
            Endpoint endpoint,
            int attempt,
            Instant at,
            int status,
            String body,
            String signed) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        Request request =
                new Request(
                        endpoint.path(),
                        Map.of(
                                "webhook-id",
                                event,
                                "webhook-timestamp",
                                timestamp,
                                "webhook-signature",
                                "v1,"
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        hmac(
                                                                key,
                                                                event + "." + timestamp + "."
                                                                        + signed)),
                                "x-mga-signature",
                                "sha256="
                                        + HexFormat.of()
                                                .formatHex(hmac(SECRET.getBytes(UTF_8), signed)),
                                "x-mga-delivery",
                                delivery(event, endpoint),
                                "x-mga-attempt",
                                Integer.toString(attempt)),
                        body,
                        at);
        request.answered(new Request.Answer(status, at.plusMillis(10)));
        return request;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Evidence evidence() {
        return new Evidence(
                endpoints,
                events,
                requests,
                history,
                waits,
                deadLetters,
                Map.of("h1", told),
                disruptions,
                SCHEDULE);
    }
}
