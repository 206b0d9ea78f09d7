package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Few bytes that would become much more in memory. */
final class ProtoSizeTest {
    private static final String FILE =
            """
            syntax = "proto3";
            message M {
              repeated M items = 1; repeated int32 numbers = 2; repeated fixed32 fixed = 3;
              repeated double doubles = 4;
            }
            """;

    private static final String GROUPS =
            """
            syntax = "proto2"; message M { repeated group G = 1 { optional int32 i = 1; } }
            """;

    @ParameterizedTest
    @CsvSource({
        "messages,                 0a00,   2000000, 'it has more than 200,000 messages'",
        "groups not in the schema, 5354,   2000000, 'it has more than 200,000 messages'",
        "numbers,                  1001,   1000001, 'it has more than 1,000,000 values'",
        "fields not in the schema, 5001,   1000001, 'it has more than 1,000,000 values'",
        "packed numbers,           120101, 1000001, 'it has more than 1,000,000 values'",
    })
    void whatIsManyTimesIsCounted(String what, String hex, int times, String reason) {
        assertThat(reason(FILE, repeated(hex, times))).as(what).isEqualTo(reason);
    }

    @Test
    void groupsAreCounted() {
        assertThat(reason(GROUPS, repeated("0b0c", 200_000)))
                .isEqualTo("it has more than 200,000 messages");
    }

    @ParameterizedTest
    @CsvSource({"12, 1000000", "1a, 4000004", "22, 8000008"})
    void valuesThatArePackedAreCounted(String tag, int bytes) {
        // The length, as a varint of four bytes.
        String length =
                "%02x%02x%02x%02x"
                        .formatted(
                                (bytes & 0x7f) | 0x80,
                                ((bytes >> 7) & 0x7f) | 0x80,
                                ((bytes >> 14) & 0x7f) | 0x80,
                                (bytes >> 21) & 0x7f);
        byte[] head = repeated(tag + length, 1);
        byte[] value = new byte[head.length + bytes];
        System.arraycopy(head, 0, value, 0, head.length);

        assertThat(reason(FILE, value)).isEqualTo("it has more than 1,000,000 values");
    }

    @Test
    void optionalFieldsThatAreNotSetCount() {
        String file =
                IntStream.rangeClosed(2, 201)
                        .mapToObj(i -> "optional int32 f%d = %d;".formatted(i, i))
                        .collect(
                                Collectors.joining(
                                        " ",
                                        "syntax = \"proto3\"; message M { repeated M m = 1; ",
                                        "}"));

        assertThat(reason(file, repeated("0a00", 20_000)))
                .isEqualTo(
                        "its messages have more than 4,000,000 oneofs and optional fields, set or not");
    }

    @Test
    void aMessageWithinTheLimitsIsRead() {
        ProtoSchema schema = compiled(FILE);
        byte[] value = repeated("0a00120201021a040100000050015354", 1);

        assertThat(ProtoTree.read(schema, value, 0).toString())
                .isEqualTo(
                        "{\"items\":[{\"items\":[],\"numbers\":[],\"fixed\":[],\"doubles\":[]}],"
                                + "\"numbers\":[1,2],\"fixed\":[1],\"doubles\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5b", "0c", "5b14"})
    void groupsThatDoNotEndAreRefused(String hex) {
        assertThat(reason(FILE, repeated(hex, 1))).contains("end-group tag did not match");
    }

    @Test
    void groupsInGroupsAreCountedToALimit() {
        assertThat(reason(FILE, repeated("53", 100_000)))
                .isEqualTo("it is deeper than the limit of 200 levels");
    }

    /** Of the first type in the file. */
    private static byte[] repeated(String hex, int times) {
        int each = hex.length() / 2;
        byte[] bytes = new byte[1 + each * times];
        for (int i = 1; i < bytes.length; i++) {
            int at = (i - 1) % each * 2;
            bytes[i] = (byte) Integer.parseInt(hex, at, at + 2, 16);
        }
        return bytes;
    }

    private static String reason(String file, byte[] value) {
        ProtoSchema schema = compiled(file);
        return catchThrowableOfType(Undecodable.class, () -> ProtoTree.read(schema, value, 0))
                .reason();
    }

    private static ProtoSchema compiled(String file) {
        return ProtoSchema.compile(new RegisteredSchema(7, SchemaType.PROTOBUF, file, List.of()));
    }
}
