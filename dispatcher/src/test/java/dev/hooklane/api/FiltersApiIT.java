package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint's filter is set, changed, tried and removed; one that can't work is refused. */
@ExtendWith(SharedApi.class)
class FiltersApiIT {
    private static final String FILTER = "{\"field\":\"/botId\",\"in\":[\"bot_7\",8]}";

    private final ApiFixture api;

    FiltersApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aFilterStaysWhileOtherFieldsChangeAndIsRemovedByNull() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("picky").text("id");

        Answer set = api.send("PATCH", path, "{\"filter\":%s}".formatted(FILTER));
        Answer other = api.send("PATCH", path, "{\"eventTypes\":[\"bot.*\"]}");
        Answer removed = api.send("PATCH", path, "{\"filter\":null}");

        assertThat(set.json().path("filter").toString()).isEqualTo(FILTER);
        assertThat(other.json().path("filter").toString()).isEqualTo(FILTER);
        assertThat(other.json().path("eventTypes").toString()).isEqualTo("[\"bot.*\"]");
        assertThat(removed.json().path("filter").isNull()).isTrue();
        assertThat(api.get(path).json().path("filter").isNull()).isTrue();
    }

    @Test
    void aFilterIsTriedOnASample() throws Exception {
        Answer wanted = tried(FILTER, "{\"botId\":\"bot_7\"}");
        Answer unwanted = tried("{\"not\":%s}".formatted(FILTER), "{\"botId\":8.0}");

        assertThat(wanted.json().path("matches").asBoolean()).isTrue();
        assertThat(wanted.text("because")).isEqualTo("filter");
        assertThat(unwanted.json().path("matches").asBoolean()).isFalse();
        assertThat(unwanted.text("because")).isEqualTo("filter.not");
        assertThat(tried(FILTER, "{\"botId\":1e99999999999}").text("because")).isEqualTo("data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"filter":7}                                       | filter | filter is not an object
                    {"filter":{"and":[{"field":"/a","like":"x"}]}}     | filter | filter.and[0] has operator 'like'
                    {"filter":{"field":"a","exists":true}}             | filter | 'a' is not a JSON Pointer
                    {"filter":{"field":"/a","atLeast":1e999}}          | filter | filter.atLeast is a number beyond
                    """)
    void aFilterThatCantBeEvaluatedChangesNothing(String body, String field, String detail)
            throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("wary").text("id");

        assertProblem(api.send("PATCH", path, body), 422, field, detail);

        assertThat(api.get(path).json().path("filter").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"filter":{"field":"/a","exists":true}}              | data   | data is missing
                    {"data":{}}                                          | filter | filter is missing
                    {"filter":{"field":"/a","exists":true},"data":[]}    | data   | data is not an object
                    {"filter":null,"data":{}}                            | filter | filter is not an object
                    {"filter":{"field":"/a","exists":true},"event":{}}   | event  | field 'event' is unknown
                    """)
    void aTrialWithoutBothPartsIsRefused(String body, String field, String detail)
            throws Exception {
        assertProblem(api.post("/v1/filters/try", body), 422, field, detail);
    }

    private Answer tried(String filter, String data) throws Exception {
        return api.post("/v1/filters/try", "{\"filter\":%s,\"data\":%s}".formatted(filter, data));
    }
}
