package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import org.jspecify.annotations.Nullable;

/** How the API says what is wrong: one line of problem JSON that names the field. */
final class ProblemAnswers {
    private ProblemAnswers() {}

    static void assertProblem(Answer answer, int status, @Nullable String field, String detail) {
        assertThat(answer.response().headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("detail")).contains(detail).doesNotContain("\n", "Exception");
        assertThat(answer.text("field")).isEqualTo(field == null ? "" : field);
    }
}
