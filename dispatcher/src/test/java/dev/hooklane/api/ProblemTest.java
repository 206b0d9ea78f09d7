package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProblemTest {
    @Test
    void theJsonNamesTypeTitleStatusDetailCodeFieldAndRequest() {
        Problem problem = Problem.invalid("url", "url is \"missing\"").problem();

        assertThat(new String(problem.json("req_1"), UTF_8))
                .isEqualTo(
                        """
                        {"type":"https://hooklane.dev/hooklane/blob/main/docs/PROBLEMS.md#invalid_field",\
                        "title":"Invalid field","status":422,"detail":"url is \\"missing\\"",\
                        "code":"invalid_field","field":"url","requestId":"req_1"}\
                        """);
    }

    @Test
    void aPartOfAnAnswerHasNoRequestOfItsOwn() {
        JsonNode json = Answers.tree(Problem.notFound("there is no such").problem()::write);

        assertThat(json.path("code").asString()).isEqualTo("not_found");
        assertThat(json.has("requestId")).isFalse();
    }

    @Test
    void whatMaySucceedLaterSaysWhen() {
        assertThat(Problem.unavailable("Kafka is away", 5).headers())
                .containsEntry("Retry-After", "5");
    }

    @Test
    void anErrorThatIsOnlyAStatusGetsTheMostGeneralCode() {
        assertThat(ProblemCode.ofStatus(422)).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(ProblemCode.ofStatus(418)).isEqualTo(ProblemCode.MALFORMED_REQUEST);
        assertThat(ProblemCode.ofStatus(502)).isEqualTo(ProblemCode.INTERNAL_ERROR);
    }
}
