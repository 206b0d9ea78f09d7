package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSecret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

final class SignedRequestsTest {
    private static final EndpointSecret OLD =
            new EndpointSecret(
                    "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                    Samples.NOW.minusSeconds(1_000),
                    Optional.of(Samples.NOW.plusSeconds(60)));

    private static Request request(
            List<EndpointSecret> secrets, Map<String, String> headers, Instant now) {
        return request(
                Samples.delivery(),
                Samples.endpoint("https://example.com/hook", headers, secrets),
                now);
    }

    private static Request request(Delivery delivery, Endpoint endpoint, Instant now) {
        HttpSettings settings = HttpSettings.defaults("1.2.3");
        PreparedEndpoint prepared =
                new PreparedEndpoint(endpoint, settings.addressRules(), new OwnHeaders(settings));
        return new SignedRequests(settings)
                .request(delivery, prepared, HttpUrl.get("https://example.com/hook"), now)
                .build();
    }

    private static String header(Request request, String name) {
        return String.join("|", request.headers().values(name));
    }

    @Test
    void theOfficialLibraryVerifiesItUnderEachValidSecret() {
        // The library compares the timestamp with the machine's clock.
        Instant now = Instant.now();
        EndpointSecret old =
                new EndpointSecret(OLD.text(), OLD.createdAt(), Optional.of(now.plusSeconds(60)));
        Request request = request(List.of(old, Samples.SECRET), Map.of(), now);
        HttpHeaders headers = HttpHeaders.of(request.headers().toMultimap(), (_, _) -> true);
        String body = new String(Samples.delivery().payload().bytes(), StandardCharsets.UTF_8);

        assertThatCode(() -> new Webhook(Samples.SECRET.text()).verify(body, headers))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(OLD.text()).verify(body, headers))
                .doesNotThrowAnyException();
    }

    @Test
    void whileTwoSecretsAreValidTheNewestSignsThePlainHeader() {
        Request both = request(List.of(OLD, Samples.SECRET), Map.of(), Samples.NOW);
        Request newest = request(List.of(Samples.SECRET), Map.of(), Samples.NOW);

        assertThat(header(both, "X-MGA-Signature"))
                .isEqualTo(header(newest, "X-MGA-Signature"))
                .matches("sha256=[0-9a-f]{64}");
        assertThat(header(both, "webhook-signature"))
                .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=")
                .startsWith(header(newest, "webhook-signature"));
    }

    @Test
    void anEndedSecretSignsNoMore() {
        Request later =
                request(List.of(OLD, Samples.SECRET), Map.of(), Samples.NOW.plusSeconds(60));

        assertThat(header(later, "webhook-signature")).doesNotContain(" ");
    }

    @Test
    void ownHeadersReplaceNone() {
        Request request =
                request(
                        List.of(Samples.SECRET),
                        Map.of("User-Agent", "x", "WEBHOOK-ID", "x", "X-Own", "y"),
                        Samples.NOW);

        assertThat(header(request, "User-Agent")).isEqualTo("Hooklane/1.2.3");
        assertThat(header(request, "webhook-id")).isEqualTo("evt_1");
        assertThat(header(request, "X-Own")).isEqualTo("y");
    }

    @Test
    void traceContextThatNoHeaderCanCarryIsLeftOut() {
        Request request =
                request(
                        Samples.delivery(
                                Samples.delivery().payload(), Optional.of("a\r\nHost: evil")),
                        Samples.endpoint("https://example.com/hook"),
                        Samples.NOW);

        assertThat(request.headers().names()).doesNotContain("traceparent", "tracestate");
    }
}
