package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.topic.AckedProducer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The audit trail while Kafka takes or confirms only a part of what is written. */
class UnconfirmedChangesIT {
    private static final String LIMITS = "{\"endpoints\":7}";

    private final ApiFixture api;

    UnconfirmedChangesIT(@TempDir Path directory) throws ExecutionException, InterruptedException {
        api = new ApiFixture(directory);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aChangeThatTookEffectAlthoughItWasAnswered503IsInTheTrail() throws Exception {
        api.stopReadingEndpoints();

        Answer answer = api.endpoint("acct_unread");

        assertThat(answer.status()).isEqualTo(503);
        JsonNode entry = api.awaitEntry("account=acct_unread");
        String made = entry.path("target").asString();
        assertThat(api.written.records(api.topics.endpoints(), made, 1)).hasSize(1);
        assertThat(entry.path("status").asInt()).isEqualTo(503);
        assertThat(entry.path("unconfirmed").asString()).isEqualTo(answer.text("detail"));
        assertThat(entry.path("unconfirmed").asString()).contains(made + " is written");
        assertThat(entry.path("fields").toString()).contains("url");
    }

    @Test
    void aManifestThatEndsHalfwayIsInTheTrailWithAllItsObjects() throws Exception {
        api.stopReadingEndpoints();

        Answer answer =
                api.post(
                        "/v1/manifest/apply",
                        """
                        {"owner":"it","objects":[
                        {"kind":"eventType","name":"half.done","description":"d","example":{"n":1}},
                        {"kind":"endpoint","name":"crm","account":"acct_half","url":"https://8.8.8.8/",\
                        "eventTypes":["*"]}]}\
                        """);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(api.get("/v1/event-types/half.done").status()).isEqualTo(200);
        JsonNode entry = api.get("/v1/audit").json().path("entries").path(0);
        assertThat(entry.path("path").asString()).isEqualTo("/v1/manifest/apply");
        assertThat(entry.path("unconfirmed").asString()).contains("is written");
        assertThat(entry.path("fields").toString())
                .isEqualTo("[\"eventType half.done\",\"endpoint crm\"]");
    }

    @Test
    void aRequestThatWasNotBegunIsNotInTheTrail() throws Exception {
        delete(api.topics.idempotency());

        Answer answer =
                api.send(
                        api.request("/v1/accounts/acct_unbegun/quotas")
                                .header(IdempotencyKey.HEADER, "a-key")
                                .PUT(BodyPublishers.ofString(LIMITS))
                                .build());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(api.get("/v1/audit").json().path("entries")).isEmpty();
    }

    @Test
    void aChangeThatIsRefusedIsNotInTheTrail() throws Exception {
        assertThat(api.send("PUT", "/v1/accounts/acct_1/quotas", "{\"endpoints\":-1}").status())
                .isEqualTo(422);

        assertThat(api.get("/v1/audit").json().path("entries")).isEmpty();
    }

    @Test
    void aChangeWhoseEntryKafkaDoesNotTakeIsDoneAndTheEntryLoggedAndCounted() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log =
                ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(AckedProducer.class);
        lines.start();
        log.addAppender(lines);
        try {
            delete(api.topics.audit());

            Answer answer = api.send("PUT", "/v1/accounts/acct_logged/quotas", LIMITS);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(onlyLogged("change")).isEqualTo(1);
            assertThat(onlyLogged("refusal")).isZero();
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line)
                                .startsWith(
                                        "kafka.write_lost topic=%s key=acct_logged value="
                                                .formatted(api.topics.audit()));
                        assertThat(line).contains("\"fields\":[\"endpoints\"]");
                    });
        } finally {
            log.detachAppender(lines);
        }
    }

    private double onlyLogged(String of) throws Exception {
        String series = "hooklane_audit_entries_only_logged_total{of=\"%s\"} ".formatted(of);
        return api.get("/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    private void delete(String topic) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
