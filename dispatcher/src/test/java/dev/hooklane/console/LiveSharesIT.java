package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account opens as many streams as it can; another one still gets its own. */
final class LiveSharesIT {
    private static final int QUOTA = 10;

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<HttpResponse<InputStream>> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (HttpResponse<InputStream> each : open) {
            each.body().close();
        }
        server.close();
        http.close();
    }

    @Test
    void anAccountHasNoMoreStreamsThanItsQuotaAndOthersHaveTheirs() throws Exception {
        Reader greedy = customer("acct_greedy");
        Reader modest = customer("acct_modest");
        for (int i = 0; i < QUOTA; i++) {
            assertThat(stream(greedy).statusCode()).isEqualTo(200);
        }

        HttpResponse<InputStream> refused = stream(greedy);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("10");
        assertThat(stream(modest).statusCode()).isEqualTo(200);
    }

    private Reader customer(String account) throws Exception {
        server.knows("account", account, "view");
        Reader reader = server.reader();
        reader.signIn(ConsoleServer.KEY);
        return reader;
    }

    private HttpResponse<InputStream> stream(Reader reader) throws Exception {
        HttpResponse<InputStream> response =
                http.send(
                        reader.withCookies(HttpRequest.newBuilder(server.uri("/webhooks/live")))
                                .build(),
                        BodyHandlers.ofInputStream());
        open.add(response);
        return response;
    }
}
