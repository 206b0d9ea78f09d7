package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.egress.ForbiddenUrls;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A redirect leads nowhere, whatever it points to. */
@Timeout(60)
final class RedirectsIT {
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noneIsFollowed(int status) throws IOException {
        AtomicReference<String> location = new AtomicReference<>("");
        try (RawServer other = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawServer server =
                        RawServer.answering((_, out, _) -> {
                            out.write(
                                    "HTTP/1.1 %d Go\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                                            .formatted(status, location.get())
                                            .getBytes(UTF_8));
                            out.flush();
                        });
                HttpAttemptSender sender =
                        new HttpAttemptSender(Samples.settings(), Samples.CLOCK)) {
            for (String url :
                    List.of(other.url(), other.url("localhost"), "//127.0.0.1:" + other.port())) {
                location.set(url);
                assertThat(
                                ((AttemptOutcome.ErrorStatus) Samples.send(sender, server.url()))
                                        .status())
                        .isEqualTo(status);
            }

            assertThat(server.requests()).hasSize(3);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void noneIsFollowedToAnyFormOfAForbiddenAddress() throws IOException {
        AtomicReference<String> location = new AtomicReference<>("");
        List<ForbiddenUrls.Form> forms = ForbiddenUrls.all();
        try (RawServer server =
                        RawServer.answering((_, out, _) -> {
                            out.write(
                                    "HTTP/1.1 302 Go\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                                            .formatted(location.get())
                                            .getBytes(UTF_8));
                            out.flush();
                        });
                HttpAttemptSender sender =
                        new HttpAttemptSender(Samples.settings(), Samples.CLOCK)) {
            for (ForbiddenUrls.Form form : forms) {
                location.set(form.url());
                assertThat(Samples.send(sender, server.url()))
                        .as(form.url())
                        .isInstanceOf(AttemptOutcome.ErrorStatus.class);
            }

            assertThat(server.requests()).hasSize(forms.size());
            assertThat(sender.connections()).isEqualTo(1);
        }
    }
}
