package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.source.run.OwnTopics;
import dev.hooklane.topic.Topics;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceDraftTest {
    private static final SourceDraft.Allowed ALLOWED =
            new SourceDraft.Allowed(
                    Set.of("hooklane"),
                    Set.of(),
                    new OwnTopics(new Topics("hooklane.", RetrySchedule.DEFAULT, 0)));

    @Test
    void aMappingsNumbersKeepTheirDigits() {
        SourceDraft draft = read("{'n':1.10,'m':12345678901234567890.1}");

        assertThat(draft.mapping().path("data"))
                .hasToString("{\"n\":1.10,\"m\":12345678901234567890.1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {'mapping':{'data':{'n':1e99999999999}}} | mapping has a number whose exponent is out of range
                    {'topics':[1e-2147483649]}               | topics has a number whose exponent is out of range
                    1e99999999999                            | the body has a number whose exponent is out of range
                    """)
    void aNumberThatJavaCantHoldIsRefusedWithItsField(String body, String detail) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> fields(body))
                .extracting(e -> e.problem().detail())
                .isEqualTo(detail);
    }

    private static SourceDraft read(String data) {
        return SourceDraft.read(
                fields(
                        "{'topics':['t'],'mapping':{'account':'key','type':'\\u0027a.b\\u0027','data':%s}}"
                                .formatted(data)),
                ALLOWED,
                Instant.EPOCH);
    }

    private static JsonFields fields(String body) {
        return JsonFields.exact(body.replace('\'', '"').getBytes(UTF_8), SourceDraft.FIELDS);
    }
}
