package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.share.ShareUsedUpException;
import dev.hooklane.topic.KafkaUnavailableException;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A caller that repeats a request that can't be answered does not fill the log. */
final class QuietProblemsIT {
    private static final int REQUESTS = 1_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Prometheus prometheus = new Prometheus();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
    private final Javalin server =
            Javalin.create(config -> {
                routes(config.routes);
                Problems problems = new Problems(prometheus.api());
                problems.addTo(config.routes);
                config.router.javaLangErrorHandler(problems::fault);
            });

    private static void routes(RoutesConfig routes) {
        // As the edge does.
        routes.before(context -> context.header("X-Request-Id", "req_of_the_test"));
        routes.get(
                "/own",
                _ -> {
                    throw new ShareUsedUpException("the account's share is used up", true);
                });
        routes.get(
                "/all",
                _ -> {
                    throw new ShareUsedUpException("all are taken", false);
                });
        routes.get(
                "/kafka",
                _ -> {
                    throw new KafkaUnavailableException("no broker", new TimeoutException());
                });
        routes.get(
                "/fault",
                context -> {
                    throw new IllegalStateException("on " + context.queryString());
                });
        routes.get(
                "/error",
                _ -> {
                    throw new StackOverflowError();
                });
    }

    @BeforeEach
    void start() {
        server.start("127.0.0.1", 0);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        server.stop();
        client.close();
    }

    @Test
    void whoUsesUpItsShareIsTold429WithTheTimeToWaitAndIsNotLogged() throws Exception {
        HttpResponse<String> answer = repeat("/own");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).contains("the account's share is used up");
        assertThat(lines.list).isEmpty();
        assertThat(prometheus.scrape())
                .contains("hooklane_lookups_refused_total{share=\"own\"} 1000.0");
    }

    @Test
    void whoFindsAllTakenIsTold503AndIsNotLogged() throws Exception {
        HttpResponse<String> answer = repeat("/all");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(lines.list).isEmpty();
    }

    @Test
    void aThousandRequestsWithoutKafkaAreOneLine() throws Exception {
        assertThat(repeat("/kafka").statusCode()).isEqualTo(503);

        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .startsWith("api.kafka_unavailable request=req_of_the_test untold=0");
    }

    @Test
    void aThousandFaultsOfOursAreTenLines() throws Exception {
        HttpResponse<String> last = repeat("/fault");

        assertThat(last.statusCode()).isEqualTo(500);
        assertThat(last.body())
                .contains("\"code\":\"internal_error\"", "\"requestId\":\"req_of_the_test\"");
        assertThat(lines.list)
                .hasSize(10)
                .allMatch(line -> line.getFormattedMessage().contains(" request=req_of_the_test "));
    }

    @Test
    void aThousandErrorsAreTenLines() throws Exception {
        assertThat(repeat("/error").statusCode()).isEqualTo(500);

        assertThat(lines.list).hasSize(10);
    }

    private HttpResponse<String> repeat(String path) throws Exception {
        HttpResponse<String> last = null;
        for (int i = 0; i < REQUESTS; i++) {
            last =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%d%s?%d"
                                                            .formatted(server.port(), path, i)))
                                    .build(),
                            BodyHandlers.ofString());
        }
        return Objects.requireNonNull(last);
    }
}
