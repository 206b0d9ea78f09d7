package dev.hooklane.fanout;

import static dev.hooklane.fanout.OnceDriver.NOW;
import static dev.hooklane.fanout.OnceDriver.event;
import static dev.hooklane.fanout.OnceDriver.once;
import static dev.hooklane.fanout.OnceDriver.remembered;
import static dev.hooklane.fanout.OnceDriver.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are marked to be fanned out once. */
final class FanOutOnceTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final OnceDriver fanOut;

    FanOutOnceTest(@TempDir Path stateDir) {
        fanOut = new OnceDriver(stateDir);
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void aRepeatOfAMarkedEventIsLeftOutAndCounted() {
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.publish("acct_1", "evt_1", NOW.plusMillis(1));
        fanOut.publish("acct_1", "evt_1", NOW.plus(DAY).minusMillis(1));

        assertThat(fanOut.delivered()).containsExactly("evt_1");
        assertThat(fanOut.repeats).isEqualTo(2);
    }

    @Test
    void anotherContentUnderTheSameIdIsRejected() {
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.pipe(
                "acct_1", event("evt_1").replace("{}", "{\"n\":2}"), once(), NOW.plusSeconds(1));
        fanOut.pipe(
                "acct_1",
                event("evt_1").replace("message.created", "bot.updated"),
                once(),
                NOW.plusSeconds(2));

        assertThat(fanOut.delivered()).hasSize(1);
        assertThat(fanOut.repeats).isZero();
        assertThat(fanOut.rejected())
                .hasSize(2)
                .allSatisfy(headers -> {
                    assertThat(DeliveryRecords.optional(headers, RejectedCopy.REASON_HEADER))
                            .hasValue("id_reused");
                    assertThat(DeliveryRecords.optional(headers, RejectedCopy.DETAIL_HEADER))
                            .hasValueSatisfying(detail ->
                                    assertThat(detail).contains("evt_1").contains("at 0@0"));
                });
    }

    @Test
    void theSameContentWrittenOtherwiseIsARepeat() {
        String event =
                event("evt_1").replace("{}", "{\"a\":1.50,\"b\":[{\"c\":null,\"d\":\"ü\"}]}");
        fanOut.pipe("acct_1", event, once(), NOW);
        fanOut.pipe(
                "acct_1",
                event.replace(
                                "\"a\":1.50,\"b\":[{\"c\":null,\"d\":\"ü\"}]",
                                "\"b\":[{\"d\":\"\\u00fc\",\"c\":null}],\"a\":1.5")
                        .replace("10:30:00Z", "10:31:00Z"),
                once(),
                NOW.plusSeconds(1));

        assertThat(fanOut.delivered()).hasSize(1);
        assertThat(fanOut.repeats).isEqualTo(1);
        assertThat(fanOut.rejected()).isEmpty();
    }

    @Test
    void whatAFormerVersionRememberedIsComparedWithNothing() {
        fanOut.publish("acct_1", "evt_1", NOW);
        KeyValue<byte[], byte[]> known = remembered(fanOut.driver).getFirst();
        store(fanOut.driver).put(known.key, Arrays.copyOf(known.value, 16), NOW.toEpochMilli());
        fanOut.pipe(
                "acct_1", event("evt_1").replace("{}", "{\"n\":2}"), once(), NOW.plusSeconds(1));

        assertThat(fanOut.delivered()).hasSize(1);
        assertThat(fanOut.repeats).isEqualTo(1);
    }

    @Test
    void anotherIdOrAccountIsNoRepeat() {
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.publish("acct_1", "evt_2", NOW);
        fanOut.publish("acct_2", "evt_1", NOW);

        assertThat(fanOut.delivered()).containsExactly("evt_1", "evt_2", "evt_1");
        assertThat(fanOut.repeats).isZero();
    }

    @Test
    void afterADayTheSameIdIsFannedOutAgainAndItsRepeatsAreNot() {
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.publish("acct_1", "evt_1", NOW.plus(DAY));
        fanOut.publish("acct_1", "evt_1", NOW.plus(DAY).plusSeconds(3_600));

        assertThat(fanOut.delivered()).hasSize(2);
        assertThat(fanOut.repeats).isEqualTo(1);
    }

    @Test
    void anEventThatIsReadAgainAfterACrashIsFannedOutAgain() {
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.publish("acct_1", "evt_1", NOW.plusSeconds(1));
        fanOut.crash();

        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.publish("acct_1", "evt_1", NOW.plusSeconds(1));

        assertThat(fanOut.delivered()).containsExactly("evt_1");
    }

    @Test
    void allThatIsReadAgainFromTheBeginningIsFannedOutAsTheFirstTime() {
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.publish("acct_1", "evt_1", NOW.plusSeconds(1));
        fanOut.publish("acct_1", "evt_1", NOW.plus(DAY));
        fanOut.crash();

        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.publish("acct_1", "evt_1", NOW.plusSeconds(1));
        fanOut.publish("acct_1", "evt_1", NOW.plus(DAY));

        assertThat(fanOut.delivered()).hasSize(2);
    }

    @Test
    void anEventWithoutTheMarkIsNeitherRememberedNorLeftOut() {
        fanOut.pipe("acct_1", event("evt_1"), new RecordHeaders(), NOW);
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.pipe("acct_1", event("evt_1"), new RecordHeaders(), NOW);

        assertThat(fanOut.delivered()).hasSize(3);
        assertThat(fanOut.repeats).isZero();
        assertThat(remembered(fanOut.driver)).hasSize(1);
    }

    @Test
    void whatIsRememberedIsSmallAndNamesNobody() {
        fanOut.publish("acct_1", "evt_1", NOW);

        assertThat(remembered(fanOut.driver))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.key).hasSize(16);
                    assertThat(entry.value).hasSize(32);
                });
    }

    @Test
    void anEventThatIsReadAgainIsLoggedAgainAsItsEntryMayBeOnThisDiskOnly() {
        fanOut.publish("acct_1", "evt_1", NOW);
        fanOut.crash();
        List<TestRecord<byte[], byte[]>> _ = fanOut.logged();

        fanOut.publish("acct_1", "evt_1", NOW);

        assertThat(fanOut.logged())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getKey()).hasSize(17);
                    assertThat(record.getRecordTime()).isEqualTo(NOW);
                });
    }
}
