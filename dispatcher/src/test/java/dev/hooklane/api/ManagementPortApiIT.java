package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.ApiSettings;
import dev.hooklane.config.EdgeSettings;
import dev.hooklane.metrics.Prometheus;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A port of their own for metrics and health. */
@ExtendWith(SharedApi.class)
class ManagementPortApiIT {
    private static final List<String> STATUS = List.of("/metrics", "/health/live", "/health/ready");

    private final ApiFixture api;
    private final HttpClient client = HttpClient.newHttpClient();

    ManagementPortApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void metricsAndHealthAreOnTheirPortOnlyAndNothingElseIs() throws Exception {
        try (ApiServer server = api.secondServer(settings(0)).start()) {
            for (String path : STATUS) {
                assertThat(status(server.statusPort(), path)).as(path).isEqualTo(200);
                assertThat(status(server.port(), path)).as(path).isEqualTo(404);
            }
            for (String path :
                    List.of(
                            "/metrics/",
                            "//metrics",
                            "/%6detrics",
                            "/metrics;a=b",
                            "/v1/../metrics",
                            "/health/live/",
                            "/health/%72eady")) {
                assertThat(status(server.port(), path)).as(path).isIn(400, 404);
            }
            assertThat(status(server.statusPort(), "/v1/endpoints")).isEqualTo(404);
            assertThat(status(server.statusPort(), "/")).isEqualTo(404);
            assertThat(status(server.port(), "/v1/endpoints")).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenIsNamedByItsSetting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> api.secondServer(settings(taken.getLocalPort())).start())
                    .isInstanceOf(ApiStartException.class)
                    .hasMessageContaining("api.management-port " + taken.getLocalPort());
        }
    }

    @Test
    void anInstanceWithoutTheApiListensThereOnly() throws Exception {
        Prometheus prometheus = new Prometheus();
        try (ApiServer server =
                ApiServer.statusOnly(settings(0), Optional.empty(), prometheus, List::of).start()) {
            assertThat(server.port()).isEqualTo(server.statusPort());
            assertThat(status(server.port(), "/metrics")).isEqualTo(200);
        } finally {
            prometheus.close();
        }
    }

    private int status(int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                                .header("Authorization", "Bearer " + ApiFixture.KEY)
                                .build(),
                        BodyHandlers.ofString());
        return answer.statusCode();
    }

    private static ApiSettings settings(int managementPort) {
        EdgeSettings defaults = EdgeSettings.defaults();
        return new ApiSettings(
                "127.0.0.1",
                0,
                ApiFixture.KEY,
                "127.0.0.1:1",
                new EdgeSettings(
                        defaults.limits(),
                        defaults.proxies(),
                        Optional.empty(),
                        OptionalInt.of(managementPort)));
    }
}
