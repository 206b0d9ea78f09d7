package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MappingFileTest {
    private static final String REST = "  account: \"'a'\"\n  type: \"'t'\"\n";

    /** In each, the mistake is the word wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: wrong",
                "x:    value.a ?? wrong",
                "x: 'wrong.a'",
                "x: 'join([''it\\''s'', wrong])'",
                "x: \"join([\\\"a\\\", '\\u00e9', wrong])\"",
                "x: |⏎      value.a ??⏎        value.b ??⏎      wrong",
                "x: >-⏎      value.a ??⏎      wrong",
                "x: value.a ??⏎      value.b ??⏎      wrong",
                "x: {y: [1, wrong]}",
                "x:⏎      - 1⏎      - y: wrong",
                "x: join(['é😀', wrong])",
                "\"a.b\": wrong",
            })
    void aMistakeHasItsPlaceInTheFile(String data) {
        String yaml =
                "name: orders\nmapping:\n%s  data:\n    %s\n"
                        .formatted(REST, data.replace('⏎', '\n'));
        int at = yaml.indexOf("wrong");
        int line = (int) yaml.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        int lineStart = yaml.lastIndexOf('\n', at) + 1;
        int column = yaml.codePointCount(lineStart, at) + 1;

        assertThatThrownBy(() -> MappingFile.parse(yaml))
                .hasMessageStartingWith("line %d, column %d: data.".formatted(line, column))
                .hasMessageContaining("'wrong' is not known");
    }

    @Test
    void aMistakeOfTheWholeHasThePlaceOfTheMapping() {
        assertThatThrownBy(() -> MappingFile.parse("name: a\nmapping: {type: \"'t'\"}\n"))
                .hasMessage("line 2, column 1: the mapping has no account");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: [`|line 1: it is no YAML",
                "`mapping: {}⏎mapping: {}`|line 2: it is no YAML: Duplicate",
                "`name: a`|the file has no mapping",
                "``|the file has no mapping",
                "`[1]`|the file has no mapping",
            })
    void whatIsNoFileSaysSo(String yaml, String message) {
        assertThatThrownBy(() -> MappingFile.parse(yaml.replace('⏎', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|examples is not a list",
                "[1]|examples[0] is not an object",
                "[{record: {}, expected: 1}]|examples[0] has 'expected'; its fields are event, name, record, rejected, skipped",
                "[{skipped: true}]|examples[0] has no record",
                "[{record: {}}]|examples[0] has 0 of event, skipped and rejected; one is expected",
                "[{record: {}, skipped: true, rejected: true}]|examples[0] has 2 of event, skipped and rejected; one is expected",
                "[{record: {}, skipped: false}]|examples[0].skipped is neither true nor a part of the reason",
                "[{record: {vlaue: 1}, skipped: true}]|examples[0].record has 'vlaue'; its fields are cluster, headers, key, offset, partition, timestamp, topic, value",
                "[{record: {headers: {a: 1}}, skipped: true}]|examples[0].record.headers.a is not a text",
                "[{record: {timestamp: now}, skipped: true}]|examples[0].record.timestamp is 'now', not a time in RFC 3339, such as 2024-01-15T10:30:00Z",
                "[{record: {}, event: {account: a}}]|examples[0].event.type is not a text",
                "[{record: {partition: x}, skipped: true}]|examples[0].record.partition is not a whole number",
            })
    void anExampleThatIsNoneSaysSo(String examples, String message) {
        String yaml = "mapping:\n%s  data: {}\nexamples: %s\n".formatted(REST, examples);

        assertThatThrownBy(() -> MappingFile.parse(yaml)).hasMessage(message);
    }

    @Test
    void numbersOfAFileKeepTheirDigits() {
        MappingFile file =
                MappingFile.parse(
                        """
                        mapping:
                          account: "'a'"
                          type: "'t'"
                          data: {a: 0.12345678901234567890123, b: value.b, c: 9007199254740993}
                        examples:
                          - record: {value: {b: 1.00000000000000000001}}
                            event:
                              account: a
                              type: t
                              data: {a: 0.12345678901234567890123, b: 1.00000000000000000001, c: 9007199254740993}
                          - record: {value: {b: 1}}
                            event:
                              account: a
                              type: t
                              data: {a: 0.12345678901234567890124, b: 1.0, c: 9007199254740992}
                        """);

        assertThat(file.examples().getFirst().differences(file.mapping())).isEmpty();
        assertThat(file.examples().getLast().differences(file.mapping()))
                .containsExactly(
                        "data.a: expected 0.12345678901234567890124, got 0.12345678901234567890123",
                        "data.c: expected 9007199254740992, got 9007199254740993");
    }
}
