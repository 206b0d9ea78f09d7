package dev.hooklane.event;

import static dev.hooklane.event.ReadEvents.CANONICAL;
import static dev.hooklane.event.ReadEvents.RECORD_TIME;
import static dev.hooklane.event.ReadEvents.accepted;
import static dev.hooklane.event.ReadEvents.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalScanTest {
    private static final EventTypes TYPES = EventTypes.defaults();
    private static final EventId NEW = new EventId("evt_new");

    private final EventReader reader = new EventReader(TYPES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":{}}",
                "{\"\":[]}",
                "{\"a\":[1,-1,0,1.5,-20.25,0.1,123456789012345]}",
                "{\"a\":[true,false,null,\"\",[[]],{\"a\":1,\"b\":{\"a\":2}}]}",
                "{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t/\"}",
                "{\"é\":\"ü \u2028 \ud83d\ude00 \uffff \u007f\"}",
                "{\"-1\":1,\"a1\":2}"
            })
    void theUsualFormIsRecognisedAndNotCopied(String data) {
        byte[] json = bytes(CANONICAL.replace("{\"a\":1}", data));

        Optional<Event> event = CanonicalScan.event(json, TYPES);

        assertThat(event).contains(accepted(reader.readNew(json, RECORD_TIME, () -> NEW)));
        assertThat(event.orElseThrow().payload().bytes()).isSameAs(json);
    }

    @Test
    void whatTheLibraryWritesIsRecognised() {
        Event event =
                Event.of(
                        new EventType("message.created"),
                        Map.of("text", "Grüße \"an\"\n alle", "n", 12.5));

        assertThat(CanonicalScan.event(event.payload().bytes(), TYPES))
                .hasValueSatisfying(read -> {
                    assertThat(read.id()).isEqualTo(event.id());
                    assertThat(read.type()).isEqualTo(event.type());
                    assertThat(read.timestamp()).isEqualTo(event.timestamp());
                    assertThat(read.idGiven()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {}",
                "{ }",
                "{\"a\" :1}",
                "{\"a\":1,}",
                "{\"a\":1 }",
                "{\"a\":[1,]}",
                "{\"a\":1,\"a\":2}",
                "{\"b\":1,\"1\":2}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":1.0}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":-}",
                "{\"a\":1e3}",
                "{\"a\":0.01}",
                "{\"a\":1234567890123456}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":tru}",
                "{\"a\":nulL}",
                "{\"a\"}",
                "{\"a",
                "[]",
                "1",
                "{},\"more\":1",
                "{}}"
            })
    void everythingElseIsLeftToTheFullReader(String data) {
        byte[] json = bytes(CANONICAL.replace("{\"a\":1}", data));

        assertThat(CanonicalScan.event(json, TYPES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt_1|e/1",
                "evt_1|",
                "bot.updated|bot.unknown",
                "2024-01-15T10:30:00Z|2024-01-15T10:30:00+00:00",
                "2024-01-15T10:30:00Z|2024-01-15t10:30:00Z",
                "2024-01-15T10:30:00Z|2024-13-15T10:30:00Z",
                "\"id\"|\"Id\"",
                "{\"id\"|\ufeff{\"id\"",
                "{\"id\"|{ \"id\"",
                ",\"type\"|,\"x\":1,\"type\""
            })
    void soIsAnotherFrame(String change) {
        String[] parts = change.split("\\|", -1);
        byte[] json = bytes(CANONICAL.replace(parts[0], parts[1]));

        assertThat(CanonicalScan.event(json, TYPES)).isEmpty();
    }

    @Test
    void soIsDeepOrWideDataAndAPayloadThatIsTooLarge() {
        for (String data :
                new String[] {
                    "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
                    names(100),
                    "{\"a\":\"" + "x".repeat(Payload.MAX_BYTES) + "\"}"
                }) {
            assertThat(CanonicalScan.event(bytes(CANONICAL.replace("{\"a\":1}", data)), TYPES))
                    .isEmpty();
        }
    }

    @Test
    void aNameMayComeAgainInAnotherObject() {
        String data = "{\"a\":{\"a\":1,\"b\":[{\"a\":1},{\"a\":1}]},\"b\":{\"a\":1}}";

        assertThat(CanonicalScan.event(bytes(CANONICAL.replace("{\"a\":1}", data)), TYPES))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "ff",
                "c3",
                "c080",
                "c1bf",
                "e08080",
                "eda080",
                "f0808080",
                "f4908080",
                "f5808080",
                "e282",
                "f09f98"
            })
    void whatIsNoUtf8IsLeftToTheFullReader(String hex) {
        byte[] json = bytes(CANONICAL.replace("{\"a\":1}", "{\"a\":\"####\"}"));
        byte[] wrong = HexFormat.of().parseHex(hex);
        System.arraycopy(wrong, 0, json, new String(json, UTF_8).indexOf('#'), wrong.length);

        assertThat(CanonicalScan.event(json, TYPES)).isEmpty();
    }

    @Test
    void itNeverSaysAnythingElseThanTheFullReader() {
        int recognised = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            String document = CANONICAL.replace("{\"a\":1}", new RandomJson(random).document());
            byte[] canonical =
                    accepted(reader.readNew(bytes(document), RECORD_TIME, () -> NEW))
                            .payload()
                            .bytes();
            recognised += CanonicalScan.event(canonical, TYPES).isPresent() ? 1 : 0;

            assertAgrees(bytes(document), seed);
            assertAgrees(canonical, seed);
            assertAgrees(damaged(canonical, random), seed);
        }

        assertThat(recognised).isGreaterThan(1_000);
    }

    private void assertAgrees(byte[] json, long seed) {
        CanonicalScan.event(json, TYPES)
                .ifPresent(event -> {
                    Event full = accepted(reader.readNew(json, RECORD_TIME, () -> NEW));
                    assertThat(event.payload()).as("seed %d", seed).isEqualTo(full.payload());
                    assertThat(event.id()).isEqualTo(full.id());
                    assertThat(event.type()).isEqualTo(full.type());
                    assertThat(event.timestamp()).isEqualTo(full.timestamp());
                    assertThat(event.idGiven()).isEqualTo(full.idGiven());
                });
    }

    private static byte[] damaged(byte[] json, Random random) {
        byte[] bytes = json.clone();
        byte[] before = json;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:\\0e-. u1".charAt(random.nextInt(15));
                case 2 -> System.arraycopy(before, at / 2, bytes, at, bytes.length - at);
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
            before = bytes.clone();
        }
        return bytes;
    }

    private static String names(int count) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            object.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":1");
        }
        return object.append('}').toString();
    }
}
