package dev.hooklane.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDigestTest {
    @Test
    void theOrderOfFieldsAndTheirWhitespaceMakeNoDifference() {
        assertThat(digest("{\"a\": 1, \"b\": {\"c\": [1, 2], \"d\": null}}"))
                .isEqualTo(digest("{\"b\":{\"d\":null,\"c\":[1,2]},\"a\":1}"));
    }

    @Test
    void everythingElseMakesADifference() {
        List<String> different =
                List.of(
                        "{}",
                        "[]",
                        "null",
                        "\"null\"",
                        "1",
                        "\"1\"",
                        "true",
                        "{\"a\":1}",
                        "{\"a\":2}",
                        "{\"a\":\"1\"}",
                        "{\"b\":1}",
                        "{\"a\":{}}",
                        "{\"a\":[]}",
                        "{\"a\":[1]}",
                        "{\"a\":[[1]]}",
                        "{\"a\":[1,2]}",
                        "{\"a\":[2,1]}",
                        "{\"a\":{\"b\":1}}",
                        "{\"a\":{},\"b\":1}",
                        "{\"a\":\"bc\",\"d\":\"\"}",
                        "{\"a\":\"b\",\"cd\":\"\"}",
                        "[\"ab\",\"c\"]",
                        "[\"a\",\"bc\"]");

        assertThat(different).extracting(EventDigestTest::digest).doesNotHaveDuplicates();
    }

    @Test
    void theTypeBelongsToTheContent() {
        assertThat(digest("message.created", "{}")).isNotEqualTo(digest("message.updated", "{}"));
    }

    @Test
    void itHashesTheLengthAndTheBytesOfEachTextAndSortsFields() throws Exception {
        String hashed =
                "15:message.created2:{3"
                        + "1:A"
                        + "9:NUMBER1.5"
                        + "1:a2:[2"
                        + "606:STRING"
                        + "ä".repeat(300)
                        + "11:BOOLEANtrue"
                        + "2:é"
                        + "2:{0";

        assertThat(
                        digest(
                                "message.created",
                                "{\"é\":{},\"a\":[\"%s\",true],\"A\":1.5}"
                                        .formatted("ä".repeat(300))))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(hashed.getBytes(UTF_8)),
                                        0,
                                        16));
    }

    /** It is kept beside published ids, so that the next version must make the same. */
    @Test
    void itIsTheSameInEveryVersion() {
        assertThat(digest("message.created", "{\"b\":[1,\"x\"],\"a\":null}"))
                .isEqualTo("998f0549a948d5a8c39c0536fa9d198a");
    }

    @Test
    void dataThatCantBeReadHasNone() {
        assertThat(
                        EventDigest.of(
                                new EventType("message.created"),
                                new EventData(Payload.of("{\"data\":".getBytes(UTF_8)))))
                .isEmpty();
    }

    private static String digest(String data) {
        return digest("message.created", data);
    }

    private static String digest(String type, String data) {
        byte[] payload = "{\"data\":%s}".formatted(data).getBytes(UTF_8);
        return EventDigest.of(new EventType(type), new EventData(Payload.of(payload)))
                .map(HexFormat.of()::formatHex)
                .orElseThrow();
    }
}
