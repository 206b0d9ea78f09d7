package dev.hooklane.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class ApiTextsTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8080");

    @Test
    void troubleOfTheServerNamesTheRequest() {
        ApiException refusal =
                ApiTexts.refusal(
                        BASE, 503, "{\"detail\":\"Kafka is away\",\"requestId\":\"req_1\"}");

        assertThat(refusal).hasMessage("Kafka is away (503, request req_1)");
        assertThat(refusal.requestId()).isEqualTo("req_1");
        assertThat(refusal.detail()).isEqualTo("Kafka is away");
    }

    @Test
    void whatTheClientGotWrongDoesNot() {
        ApiException refusal =
                ApiTexts.refusal(
                        BASE, 422, "{\"detail\":\"url is missing\",\"requestId\":\"req_1\"}");

        assertThat(refusal).hasMessage("url is missing (422)");
        assertThat(refusal.requestId()).isEmpty();
    }

    @Test
    void anIdThatIsMoreThanANameIsLeftOut() {
        ApiException refusal =
                ApiTexts.refusal(
                        BASE, 500, "{\"detail\":\"a fault\",\"requestId\":\"\\u001b[2J\"}");

        assertThat(refusal).hasMessage("a fault (500)");
    }

    @Test
    void anAnswerThatIsNoProblemHasItsStatus() {
        assertThat(ApiTexts.refusal(BASE, 502, "<html>"))
                .hasMessage("the API at http://127.0.0.1:8080 answered 502");
    }
}
