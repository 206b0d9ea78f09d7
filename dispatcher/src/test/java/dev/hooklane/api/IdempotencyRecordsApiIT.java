package dev.hooklane.api;

import static dev.hooklane.api.KeyedRequests.endpoint;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.api.ClaimRecord.Answered;
import dev.hooklane.api.ClaimRecord.Claimed;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the topic of idempotency holds, and what an instance makes of another one's records. */
@ExtendWith(SharedApi.class)
class IdempotencyRecordsApiIT {
    private final ApiFixture api;
    private final KeyedRequests requests;

    IdempotencyRecordsApiIT(ApiFixture api) {
        this.api = api;
        this.requests = new KeyedRequests(api);
    }

    @Test
    void whatADeadInstanceClaimedIsFreeAfterAMinute() throws Exception {
        claimed(requests.key, Instant.now());
        assertProblem(requests.make("orphan"), 422, "Idempotency-Key", "a different request");

        String other = UUID.randomUUID().toString();
        claimed(other, Instant.now().minus(Claims.RUNS_AT_MOST));
        Answer late =
                api.send(
                        api.request("/v1/endpoints")
                                .header(IdempotencyKey.HEADER, other)
                                .POST(endpoint("orphan"))
                                .build());

        assertThat(late.status()).isEqualTo(201);
        assertThat(requests.endpoints("orphan")).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredButCantBeReadAnyMoreIsNotDoneAgain() throws Exception {
        Answer first = requests.make("unreadable");
        ConsumerRecord<byte[], byte[]> claim =
                api.written.records(api.topics.idempotency(), 2).stream()
                        .filter(record ->
                                new String(record.key(), UTF_8).equals(recordKey(requests.key)))
                        .findFirst()
                        .orElseThrow();
        String renamed = UUID.randomUUID().toString();
        Claimed claimed = (Claimed) ClaimRecord.read(claim.value());
        api.plane
                .parts()
                .callers()
                .claims()
                .write(
                        recordKey(renamed),
                        new Answered("of-it", claimed.request(), Instant.now(), "AAAA"));

        Answer again =
                api.send(
                        api.request("/v1/endpoints")
                                .header(IdempotencyKey.HEADER, renamed)
                                .POST(endpoint("unreadable"))
                                .build());

        assertThat(first.status()).isEqualTo(201);
        assertProblem(again, 409, null, "can no longer be read");
        assertThat(requests.endpoints("unreadable")).isEqualTo(1);
    }

    private void claimed(String of, Instant at) {
        api.plane
                .parts()
                .callers()
                .claims()
                .write(recordKey(of), new Claimed("of-a-dead-one", "hash", at));
    }

    /** As of the fixture's operator. */
    private static String recordKey(String key) {
        return Idempotency.recordKey(
                new Caller("api.key", "operator", KeyRole.OPERATOR, Optional.empty()),
                new IdempotencyKey(key));
    }

    @Test
    void whatKafkaHoldsTellsNeitherSecretsNorKeys() throws Exception {
        Answer endpoint = requests.make("sealed");
        Answer made =
                api.send(
                        api.request("/v1/keys")
                                .header(IdempotencyKey.HEADER, requests.key + "-of-key")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"name\":\"sealed\",\"role\":\"operator\"}"))
                                .build());

        assertThat(made.text("key")).isNotEmpty();
        assertThat(api.written.records(api.topics.idempotency(), 4))
                .filteredOn(record -> record.value() != null)
                .allSatisfy(record ->
                        assertThat(
                                        new String(record.key(), UTF_8)
                                                + new String(record.value(), UTF_8))
                                .doesNotContain(
                                        endpoint.text("secret"),
                                        "whsec_",
                                        made.text("key"),
                                        requests.key));
    }
}
