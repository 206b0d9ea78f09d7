package dev.hooklane.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventTypes;
import dev.hooklane.fuzz.FuzzedRecord;
import dev.hooklane.fuzz.Promise;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Records of the rejected topic, which hold what nobody could read: each is shown as it is, up to
 * the limit.
 */
final class RejectedRecordFuzz {
    private static final int LONGEST_CHARACTER = 4;
    private static final RejectedReading READING =
            new RejectedReading(new EventReader(EventTypes.defaults()), new Erasures());

    private RejectedRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedRecord fuzzed = FuzzedRecord.of(input);
        byte[] value = fuzzed.value();
        RejectedRecord shown =
                READING.read(record(fuzzed))
                        .orElseThrow(() -> new AssertionError("nothing was erased"));
        byte[] beginning = Arrays.copyOf(value, Math.min(value.length, RejectedRecord.SHOWN_MAX));
        Promise.isKept(Base64.getEncoder().encodeToString(beginning), shown.base64());
        shown.text().ifPresent(text -> isBeginning(text, beginning));
        shown.cut().ifPresent(cut -> Promise.isKept(value.length, cut.keptBytes()));
        if (shown.bytes() < 0) {
            throw new AssertionError("no size: " + shown.bytes());
        }
        boolean named =
                fuzzed.headers().keySet().stream()
                        .anyMatch(EventReader.ACCOUNT_HEADER::equalsIgnoreCase);
        if (shown.reason().equals(RejectedRecords.UNREADABLE_DELIVERY) && !named) {
            // Its key is an endpoint's, even where it looks like an account's.
            Promise.isKept(Optional.empty(), shown.account());
        }
    }

    /** A character that is cut off at the end is left out. */
    private static void isBeginning(String text, byte[] beginning) {
        byte[] encoded = text.getBytes(UTF_8);
        Promise.isKept(true, Arrays.equals(encoded, Arrays.copyOf(beginning, encoded.length)));
        if (beginning.length - encoded.length >= LONGEST_CHARACTER) {
            throw new AssertionError("the text ends too early: " + text);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(FuzzedRecord fuzzed) {
        return new ConsumerRecord<>(
                "hooklane.rejected",
                3,
                7,
                0,
                TimestampType.LOG_APPEND_TIME,
                fuzzed.key().length,
                fuzzed.value().length,
                fuzzed.key(),
                fuzzed.value(),
                fuzzed.recordHeaders(),
                Optional.empty());
    }
}
