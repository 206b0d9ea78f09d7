package dev.hooklane.bench.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestFrameTest {
    private static final String BODY = "{\"data\":{\"sentAtNanos\":12345,\"a\":1}}";
    private static final byte[] REQUEST = request("Content-Length", BODY);

    private final RequestFrame frame = new RequestFrame();

    @Test
    void everyPrefixOfARequestIsIncomplete() {
        for (int length = 0; length < REQUEST.length; length++) {
            assertThat(frame.find(REQUEST, 0, length)).as("%d bytes", length).isFalse();
        }
    }

    @Test
    void aWholeRequestIsFoundWithTheTimeInItsBody() {
        assertThat(frame.find(REQUEST, 0, REQUEST.length)).isTrue();
        assertThat(frame.end()).isEqualTo(REQUEST.length);
        assertThat(frame.sentAtNanos(REQUEST)).isEqualTo(12_345);
    }

    @Test
    void theNextRequestBeginsWhereTheFirstEnds() {
        byte[] two = new byte[REQUEST.length * 2];
        System.arraycopy(REQUEST, 0, two, 0, REQUEST.length);
        System.arraycopy(REQUEST, 0, two, REQUEST.length, REQUEST.length);

        assertThat(frame.find(two, REQUEST.length, two.length)).isTrue();
        assertThat(frame.end()).isEqualTo(two.length);
    }

    @Test
    void caseOfTheHeaderDoesNotMatter() {
        byte[] request = request("content-LENGTH", BODY);

        assertThat(frame.find(request, 0, request.length)).isTrue();
        assertThat(frame.end()).isEqualTo(request.length);
    }

    @Test
    void aBodyWithoutATimeHasNone() {
        byte[] request = request("Content-Length", "{\"data\":{}}");

        assertThat(frame.find(request, 0, request.length)).isTrue();
        assertThat(frame.sentAtNanos(request)).isZero();
    }

    private static byte[] request(String lengthHeader, String body) {
        return "POST /ep_1 HTTP/1.1\r\nHost: localhost\r\n%s: %d\r\n\r\n%s"
                .formatted(lengthHeader, body.length(), body)
                .getBytes(US_ASCII);
    }
}
