package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderFuzzTest {
    private static final Instant TIME = Instant.parse("2024-01-15T10:30:00Z");
    private static final Map<String, String> STRUCTURED =
            Map.of("content-type", "application/cloudevents+json");

    private final EventReader reader = new EventReader(EventTypes.defaults());

    @Test
    void damagedRecordsAreEitherRejectedOrBecomeStablePayloads() {
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            byte[] record = damaged(document(random), random);

            EventReading reading =
                    reader.read(record, random.nextBoolean() ? Map.of() : STRUCTURED, TIME);

            if (reading instanceof EventReading.Accepted accepted) {
                byte[] payload = accepted.event().payload().bytes();
                assertThat(new String(payload, UTF_8).getBytes(UTF_8))
                        .as("seed %d", seed)
                        .isEqualTo(payload);
                assertThat(reader.read(payload, Map.of(), Instant.EPOCH))
                        .as("seed %d", seed)
                        .isEqualTo(reading);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "ff",
                "c3",
                "c080",
                "c1bf",
                "c0a2",
                "e08080",
                "eda080",
                "eda0bdedb880",
                "f0808080",
                "f4908080",
                "f5808080",
                "f7bfbfbf",
                "f888808080"
            })
    void whatIsNoUtf8IsRejectedInKeysAndStrings(String hex) {
        for (String frame :
                new String[] {
                    "{\"id\":\"e\",\"data\":{\"a\":\"#\"}}", "{\"id\":\"e\",\"data\":{\"#\":1}}"
                }) {
            byte[] record = withBytes(frame, HexFormat.of().parseHex(hex));

            assertThat(reader.read(record, Map.of(), TIME))
                    .isEqualTo(
                            new EventReading.Rejected(
                                    RejectReason.NOT_JSON,
                                    "the value is not JSON: its text is not UTF-8"));
        }
    }

    private static byte[] document(Random random) {
        String data = new RandomJson(random).document();
        String time = random.nextBoolean() ? "timestamp" : "time";
        return "{\"specversion\":\"1.0\",\"id\":\"evt_1\",\"type\":\"bot.updated\",\"%s\":\"2024-01-15T11:30:00.5+01:00\",\"data\":%s}"
                .formatted(time, data)
                .getBytes(UTF_8);
    }

    /** The record with up to three of its bytes changed, doubled or taken out, or cut off. */
    private static byte[] damaged(byte[] record, Random random) {
        byte[] bytes = record;
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            byte[] next = Arrays.copyOf(bytes, bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> next[at] = (byte) random.nextInt(256);
                case 1 -> next[at] = (byte) "{}[]\",:\\0e-.".charAt(random.nextInt(12));
                case 2 -> System.arraycopy(bytes, at, next, at / 2, bytes.length - at);
                default -> next = Arrays.copyOf(bytes, Math.max(1, at));
            }
            bytes = next;
        }
        return bytes;
    }

    private static byte[] withBytes(String frame, byte[] inserted) {
        int at = frame.indexOf('#');
        byte[] record = new byte[frame.length() - 1 + inserted.length];
        byte[] text = frame.getBytes(UTF_8);
        System.arraycopy(text, 0, record, 0, at);
        System.arraycopy(inserted, 0, record, at, inserted.length);
        System.arraycopy(text, at + 1, record, at + inserted.length, text.length - at - 1);
        return record;
    }
}
