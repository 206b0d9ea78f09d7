package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of good messages is in the golden files; here are hostile ones. */
final class ProtoTreeTest {
    private static final String FILE =
            """
            syntax = "proto3";
            package shop;
            import "google/protobuf/any.proto";
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/duration.proto";
            import "google/protobuf/field_mask.proto";
            message Node {
              Node next = 1; repeated Node many = 2; string text = 3;
              google.protobuf.Any any = 4; google.protobuf.Timestamp at = 5;
              google.protobuf.Duration took = 6; google.protobuf.FieldMask mask = 7;
              message Inner { bool b = 1; }
            }
            message Other { int32 i = 1; }
            """;

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    @Test
    void theIndexesSayWhichTypeItIs() {
        assertThat(json(FILE, message(0))).contains("\"many\":[]");
        assertThat(json(FILE, message(1, 1))).isEqualTo("{\"i\":0}");
        assertThat(json(FILE, message(2, 0, 0))).isEqualTo("{\"b\":false}");
    }

    @ParameterizedTest
    @CsvSource({
        "'1,2', its type is number 2 of 2 in its file or message",
        "'1,-1', its type is number -1 of 2 in its file or message",
        "'2,0,7', its type is number 7 of 1 in its file or message",
        "'-1', its type is given by -1 indexes",
        "'101', its type is given by 101 indexes",
    })
    void aTypeThatTheFileDoesNotHaveIsRefused(String indexes, String reason) {
        byte[] whole = message(Stream.of(indexes.split(",")).mapToInt(Integer::parseInt).toArray());

        assertThat(reason(FILE, whole)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"199, true", "200, false"})
    void recursiveMessagesAreReadToALimit(int below, boolean readable) {
        ByteString inner = ByteString.EMPTY;
        for (int i = 0; i < below; i++) {
            ByteString before = inner;
            inner = ByteString.copyFrom(bytes(out -> out.writeBytes(1, before)));
        }
        ByteString node = inner;
        byte[] whole =
                bytes(out -> {
                    out.writeSInt32NoTag(0);
                    out.writeRawBytes(node);
                });

        if (readable) {
            assertThat(json(FILE, whole)).startsWith("{\"next\":{\"next\":");
        } else {
            assertThat(reason(FILE, whole)).endsWith("is deeper than the limit of 200 levels");
        }
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false", "300, false"})
    void anysWithinAnysAreReadToALimit(int levels, boolean readable) {
        ByteString inner = ByteString.EMPTY;
        for (int i = 0; i < levels; i++) {
            ByteString before = inner;
            ByteString any =
                    ByteString.copyFrom(
                            bytes(out -> {
                                out.writeString(1, "t/shop.Node");
                                out.writeBytes(2, before);
                            }));
            inner = ByteString.copyFrom(bytes(out -> out.writeBytes(4, any)));
        }
        ByteString node = inner;
        byte[] whole =
                bytes(out -> {
                    out.writeSInt32NoTag(0);
                    out.writeRawBytes(node);
                });

        if (readable) {
            assertThat(json(FILE, whole)).contains("\"@type\":\"t/shop.Node\"");
        } else {
            assertThat(reason(FILE, whole))
                    .endsWith(".any is deeper in Anys than the limit of 10 levels");
        }
    }

    @Test
    void anysBesideEachOtherAreNotDeep() {
        ByteString any = ByteString.copyFrom(bytes(out -> out.writeString(1, "t/shop.Other")));
        ByteString each = ByteString.copyFrom(bytes(out -> out.writeBytes(4, any)));
        byte[] whole =
                node(out -> {
                    for (int i = 0; i < 20; i++) {
                        out.writeBytes(2, each);
                    }
                });

        assertThat(json(FILE, whole)).contains("\"@type\":\"t/shop.Other\",\"i\":0");
    }

    @Test
    void fieldsThatAreNotWrittenAreCounted() {
        String file =
                """
                syntax = "proto3";
                message M {
                  repeated M m = 1; int32 a = 2; int32 b = 3; int32 c = 4; int32 d = 5;
                  int32 e = 6; int32 f = 7; int32 g = 8;
                }
                """;
        byte[] whole =
                node(out -> {
                    for (int i = 0; i < 150_000; i++) {
                        out.writeBytes(1, ByteString.EMPTY);
                    }
                });

        assertThat(reason(file, whole)).endsWith("it has more than 1,000,000 values");
    }

    @Test
    void messagesInAnysAreCountedWithTheOthers() {
        ByteString many =
                ByteString.copyFrom(
                        bytes(out -> {
                            for (int i = 0; i < 50_000; i++) {
                                out.writeBytes(2, ByteString.EMPTY);
                            }
                        }));
        ByteString any =
                ByteString.copyFrom(
                        bytes(out -> {
                            out.writeString(1, "t/shop.Node");
                            out.writeBytes(2, many);
                        }));
        ByteString each = ByteString.copyFrom(bytes(out -> out.writeBytes(4, any)));
        byte[] whole =
                node(out -> {
                    for (int i = 0; i < 5; i++) {
                        out.writeBytes(2, each);
                    }
                });

        assertThat(reason(FILE, whole)).startsWith("many[3].any it has more than 200,000 messages");
    }

    @Test
    void anAnyOfAnUnknownTypeIsRefused() {
        ByteString any = ByteString.copyFrom(bytes(out -> out.writeString(1, "t/shop.Gone")));

        assertThat(reason(FILE, node(out -> out.writeBytes(4, any))))
                .isEqualTo("any is an Any of type 'shop.Gone', which the schema does not have");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 253402300800, 0, at is a Timestamp outside of the years 1 to 9999",
        "5, 0, 1000000000, at is a Timestamp outside of the years 1 to 9999",
        "5, 0, -1, at is a Timestamp outside of the years 1 to 9999",
        "6, 315576000001, 0, took is a Duration that is not one by its definition",
        "6, 1, -1, took is a Duration that is not one by its definition",
        "6, -9223372036854775808, 0, took is a Duration that is not one by its definition",
        "6, 0, -2147483648, took is a Duration that is not one by its definition",
    })
    void timesThatAreNoneAreRefused(int field, long seconds, int nanos, String reason) {
        ByteString time =
                ByteString.copyFrom(
                        bytes(out -> {
                            out.writeInt64(1, seconds);
                            out.writeInt32(2, nanos);
                        }));

        assertThat(reason(FILE, node(out -> out.writeBytes(field, time)))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"Upper", "a_", "a_1"})
    void aFieldMaskThatJsonCannotHaveIsRefused(String path) {
        ByteString mask = ByteString.copyFrom(bytes(out -> out.writeString(1, path)));
        byte[] whole = node(out -> out.writeBytes(7, mask));

        if (path.endsWith("_")) {
            assertThat(json(FILE, whole)).contains("\"mask\":\"a\"");
        } else {
            assertThat(reason(FILE, whole))
                    .isEqualTo(
                            "mask is a FieldMask with the path '%s', which JSON can't have"
                                    .formatted(path));
        }
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        assertThat(reason(FILE, new byte[] {0, 0x0a, 0x7f})).contains("ended unexpectedly");
        assertThat(reason(FILE, new byte[] {0, (byte) 0xff})).isNotEmpty();
        assertThat(
                        reason(
                                FILE,
                                node(out ->
                                        out.writeBytes(3, ByteString.copyFrom(new byte[] {-1})))))
                .contains("UTF-8");
        assertThat(reason(FILE, new byte[0])).contains("ended unexpectedly");
    }

    @Test
    void aMessageWithTheNameOfAWellKnownOneIsNone() {
        assertThat(
                        json(
                                """
                                syntax = "proto3"; package google.protobuf; message Timestamp { string s = 1; }
                                """,
                                message(0)))
                .isEqualTo("{\"s\":\"\"}");
    }

    private static byte[] message(int... indexes) {
        return bytes(out -> {
            for (int index : indexes) {
                out.writeSInt32NoTag(index);
            }
        });
    }

    private static byte[] node(Writing content) {
        return bytes(out -> {
            out.writeSInt32NoTag(0);
            content.to(out);
        });
    }

    private static byte[] bytes(Writing content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            content.to(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(String file, byte[] value) {
        return ProtoTree.read(compiled(file), value, 0).toString();
    }

    private static String reason(String file, byte[] value) {
        return catchThrowableOfType(
                        Undecodable.class, () -> ProtoTree.read(compiled(file), value, 0))
                .reason();
    }

    private static ProtoSchema compiled(String file) {
        return ProtoSchema.compile(new RegisteredSchema(7, SchemaType.PROTOBUF, file, List.of()));
    }
}
