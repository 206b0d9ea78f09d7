package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void theJsonNamesTitleStatusDetailAndField() {
        Problem problem = Problem.invalid("url", "url is \"missing\"").problem();

        assertThat(new String(problem.json(), UTF_8))
                .isEqualTo(
                        """
                        {"title":"Invalid field","status":422,"detail":"url is \\"missing\\"","field":"url"}\
                        """);
    }

    @Test
    void whatMaySucceedLaterSaysWhen() {
        assertThat(Problem.unavailable("Kafka is away", 5).headers())
                .containsEntry("Retry-After", "5");
    }
}
