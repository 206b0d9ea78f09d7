package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document and the server have the same operations; every other test of the API holds each
 * answer that it gets to the document, through {@link ApiFixture#send}.
 */
@ExtendWith(SharedApi.class)
class ApiDocumentIT {
    private static final Pattern LISTED =
            Pattern.compile("^ +(GET|POST|PUT|PATCH|DELETE) +(/\\S*)", Pattern.MULTILINE);

    private final ApiFixture api;
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(api/[^\"]+)\"");

    private final ApiDocument document = new ApiDocument();

    ApiDocumentIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void theServerHasTheDocumentsOperationsAndNoOthers() {
        assertThat(api.plane.routes()).isEqualTo(document.operations());
    }

    @Test
    void theIndexForPeopleListsThemToo() throws Exception {
        String index = api.send(api.anonymous("/v1").build()).response().body();
        Set<String> listed = new TreeSet<>(Set.of("GET /v1"));
        Matcher matcher = LISTED.matcher(index);
        while (matcher.find()) {
            listed.add(matcher.group(1) + " " + matcher.group(2));
        }

        assertThat(listed).isEqualTo(document.operations());
    }

    @Test
    void everyUnsafeOperationTakesAnIdempotencyKey() {
        assertThat(document.operations())
                .filteredOn(operation -> !operation.startsWith("GET "))
                // A stream can't be repeated.
                .filteredOn(operation -> !operation.equals("POST /v1/listeners"))
                .isNotEmpty()
                .allMatch(operation -> document.takes(operation, "IdempotencyKey"));
    }

    @Test
    void theDocumentIsServedWithoutAKey() throws Exception {
        HttpRequest request = api.anonymous("/openapi.yaml").build();

        assertThat(api.send(request).response().body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void thePageAndAllThatItLoadsAreServed() throws Exception {
        Answer page = api.send(api.anonymous("/docs/api").build());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        Matcher loaded = LOADED.matcher(page.response().body());
        List<String> files = new ArrayList<>();
        while (loaded.find()) {
            files.add(loaded.group(1));
        }

        assertThat(files).hasSize(4);
        for (String file : files) {
            Answer answer = api.send(api.anonymous("/docs/" + file).build());
            assertThat(answer.status()).as(file).isEqualTo(200);
            assertThat(answer.response().body()).as(file).isNotEmpty();
        }
        assertThat(api.send(api.anonymous("/docs/api/other.js").build()).status()).isEqualTo(404);
    }

    @Test
    void anAnswerThatIsNotDocumentedIsFound() {
        assertThat(
                        document.check(
                                "GET",
                                "/v1/keys/me",
                                Optional.empty(),
                                200,
                                "text/html",
                                Optional.empty()))
                .isNotEmpty();
        assertThat(
                        document.check(
                                "GET", "/v1/keys/me", Optional.empty(), 418, "", Optional.empty()))
                .isNotEmpty();
        assertThat(
                        document.check(
                                "GET",
                                "/v1/keys/me",
                                Optional.empty(),
                                200,
                                "application/json",
                                Optional.of(
                                        JsonMapper.shared()
                                                .readTree(
                                                        """
                                                        {"id":"a","name":"b","role":"root","account":null,"abilities":[],"more":1}\
                                                        """))))
                .hasSize(2);
        assertThat(document.check("PUT", "/v1/new", Optional.empty(), 200, "", Optional.empty()))
                .isNotEmpty();
    }
}
