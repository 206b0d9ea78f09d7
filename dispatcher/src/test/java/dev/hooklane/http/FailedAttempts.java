package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.ErrorKind;

/** What attempts without a response must say. */
final class FailedAttempts {
    private FailedAttempts() {}

    static void assertNoResponse(AttemptOutcome outcome, ErrorKind kind, String words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(kind);
                            assertThat(failure.detail()).contains(words).doesNotContain("\n");
                        });
    }
}
