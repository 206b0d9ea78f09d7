package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/PROBLEMS.md}, {@code openapi.yaml} and the code have the same kinds of problem. */
final class ProblemsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "PROBLEMS.md");
    private static final Pattern SECTION =
            Pattern.compile(
                    "(?m)^### `(\\w+)`\n\\*\\*(\\d{3})\\.\\*\\* \\w[^`#]*?(?s:.*?)```json\n(.*)\n```$");

    private final ApiDocument document = new ApiDocument();

    @Test
    void thePageHasEachCodeOnceInTheSameOrder() throws IOException {
        List<String> sections =
                SECTION.matcher(Files.readString(PAGE)).results().map(it -> it.group(1)).toList();

        assertThat(sections)
                .isEqualTo(Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
    }

    @Test
    void soHasTheDocument() {
        assertThat(
                        document.schema("ProblemCode")
                                .path("enum")
                                .valueStream()
                                .map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
    }

    @ParameterizedTest
    @EnumSource
    void itsExampleIsAProblemOfThatKind(ProblemCode code) throws IOException {
        Matcher section = SECTION.matcher(Files.readString(PAGE));
        String example = "";
        String status = "";
        while (section.find()) {
            if (section.group(1).equals(code.code())) {
                status = section.group(2);
                example = section.group(3);
            }
        }
        JsonNode json = JsonMapper.shared().readTree(example);

        assertThat(status).isEqualTo(Integer.toString(code.status()));
        assertThat(document.errors("example", document.schema("Problem"), json)).isEmpty();
        assertThat(json.path("code").asString()).isEqualTo(code.code());
        assertThat(json.path("type").asString()).isEqualTo(code.type());
        assertThat(json.path("title").asString()).isEqualTo(code.title());
        assertThat(json.path("status").asInt()).isEqualTo(code.status());
    }

    /** The type leads to the section: GitHub makes a heading's anchor of its text. */
    @ParameterizedTest
    @EnumSource
    void theTypeLeadsToTheSection(ProblemCode code) {
        assertThat(code.type())
                .isEqualTo(
                        "https://hooklane.dev/hooklane/blob/main/docs/PROBLEMS.md#" + code.code());
    }
}
