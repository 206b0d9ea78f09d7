package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.http.HeaderNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    @Test
    void keepsTheNewestUpToItsCount() {
        RequestLog log = new RequestLog(3, 1_000_000);
        for (int i = 1; i <= 5; i++) {
            log.add(request("/" + i, 10));
        }

        assertThat(log.newest(1_000))
                .extracting(ReceivedRequest::path)
                .isEqualTo(List.of("/5", "/4", "/3"));
    }

    @Test
    void keepsTheNewestUpToItsBytes() {
        RequestLog log = new RequestLog(1_000, 2_500);
        for (int i = 1; i <= 5; i++) {
            log.add(request("/" + i, 1_000));
        }

        assertThat(log.newest(1_000))
                .extracting(ReceivedRequest::path)
                .isEqualTo(List.of("/5", "/4"));
    }

    @Test
    void keepsTheNewestEvenWhenItAloneIsTooLarge() {
        RequestLog log = new RequestLog(1_000, 10);
        log.add(request("/1", 1_000));

        assertThat(log.newest(1_000)).hasSize(1);
    }

    private static ReceivedRequest request(String path, int bytes) {
        return new ReceivedRequest(
                Instant.EPOCH,
                "POST",
                path,
                new RequestHeaders(Map.of(), HeaderNames.defaults()),
                ReceivedBody.of(new byte[bytes]),
                new SignatureVerdict.NotChecked(),
                new SignatureVerdict.NotChecked(),
                200);
    }
}
