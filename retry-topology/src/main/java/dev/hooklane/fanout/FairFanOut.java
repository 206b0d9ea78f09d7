package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each event to the fan-out at once, unless its account has used up its share: then the event
 * is deferred, and the account's events follow as fast as its share allows. Owned by one stream
 * thread.
 *
 * <pre>
 * event ─▶ share left, none deferred ─────────────────▶ fan-out
 *      └─▶ otherwise ─▶ deferred ─▶ accounts take turns ──┘
 * </pre>
 */
final class FairFanOut implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(FairFanOut.class);

    /** How often deferred events get their turn. */
    static final Duration RUN_EVERY = Duration.ofMillis(20);

    /** A quarter of the thread's time; the rest is for the events that come. */
    private static final Duration RUN_AT_MOST = Duration.ofMillis(5);

    /** How many events an account may have fanned out before the next one gets its turn. */
    private static final int AT_A_TURN = 8;

    private static final Duration LOGGED_APART = Duration.ofSeconds(10);

    /** The accounts are sorted each time, on the thread that fans out. */
    private static final Duration NAMED_APART = Duration.ofSeconds(1);

    private final String eventsTopic;
    private final FanOut fanOut;
    private final ShareRules rules;
    private final AccountShares shares;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Deferred deferred;
    private @Nullable Cancellable turns;
    private boolean exactlyOnce;
    private boolean logged;
    private long loggedAt;
    private boolean named;
    private long namedAt;

    FairFanOut(String eventsTopic, FanOutTopology.Parts parts) {
        this.eventsTopic = eventsTopic;
        fanOut = new FanOut(parts);
        rules = parts.shares();
        shares = new AccountShares(rules.deliveriesPerSecond());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> streams) {
        context = streams;
        fanOut.init(streams);
        exactlyOnce =
                StreamsConfig.EXACTLY_ONCE_V2.equals(
                        streams.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        deferred = new Deferred(streams.getStateStore(Topics.DEFERRED), rules.roomBytes());
        if (!deferred.isEmpty()) {
            takeTurns();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at =
                streams()
                        .recordMetadata()
                        .orElseThrow(() -> new IllegalStateException("no record is processed now"));
        Published event =
                new Published(
                        record, new RejectedCopy.Source(at.topic(), at.partition(), at.offset()));
        Optional<AccountId> account = fanOut.account(event);
        if (account.isPresent() && !isDeferred(account.get(), event)) {
            int cost = fanOut.fanOut(event, account.get());
            shares.take(account.get(), cost, rules.nanos().getAsLong());
        }
    }

    private boolean isDeferred(AccountId account, Published event) {
        boolean atOnce =
                !deferred().isWaiting(account)
                        && shares.hasLeft(account, rules.nanos().getAsLong());
        if (atOnce || fanOut.isTest(event, account)) {
            return false;
        }
        if (!deferred().put(account, event)) {
            rules.meter().undeferred();
            return false;
        }
        rules.meter().deferred();
        if (turns == null) {
            takeTurns();
        }
        return true;
    }

    /**
     * Only while something is deferred, because Kafka Streams commits after each run, even if
     * nothing was done.
     */
    private void takeTurns() {
        turns = streams().schedule(RUN_EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> run());
    }

    private void run() {
        long end = rules.nanos().getAsLong() + RUN_AT_MOST.toNanos();
        deferred().removeTaken(rules.flushes().count(), () -> isBefore(end));
        boolean progress;
        do {
            progress = false;
            for (AccountId account : deferred().accounts()) {
                progress |= turn(account, end);
            }
        } while (progress && isBefore(end));
        report();
        if (deferred().isEmpty() && turns != null) {
            turns.cancel();
            turns = null;
        }
    }

    /** Reports whether at least one event was fanned out. */
    private boolean turn(AccountId account, long end) {
        if (!isBefore(end) || !shares.hasLeft(account, rules.nanos().getAsLong())) {
            return false;
        }
        int events = 0;
        for (Deferred.Entry entry : deferred().first(account, AT_A_TURN)) {
            if (events > 0
                    && (!isBefore(end) || !shares.hasLeft(account, rules.nanos().getAsLong()))) {
                break;
            }
            fanOutDeferred(entry);
            events++;
        }
        deferred().endTurn(account);
        return events > 0;
    }

    private void fanOutDeferred(Deferred.Entry entry) {
        // With exactly-once, the removal is in the same transaction as the deliveries.
        OptionalLong mark =
                exactlyOnce ? OptionalLong.empty() : OptionalLong.of(rules.flushes().count());
        int cost =
                fanOut.fanOutDeferred(
                        entry,
                        new RejectedCopy.Source(
                                eventsTopic, streams().taskId().partition(), entry.offset()));
        shares.take(entry.account(), cost, rules.nanos().getAsLong());
        deferred().take(entry, mark);
    }

    private boolean isBefore(long end) {
        return rules.nanos().getAsLong() - end < 0;
    }

    private void report() {
        DeferredMeter.Waiting waiting = deferred().waiting();
        int partition = streams().taskId().partition();
        rules.meter().waiting(partition, waiting);
        long now = rules.nanos().getAsLong();
        if (waiting.events() == 0 || !named || now - namedAt > NAMED_APART.toNanos()) {
            named = waiting.events() > 0;
            namedAt = now;
            rules.meter().accounts(partition, deferred().most(DeferredMeter.ACCOUNTS_MAX));
        }
        if (waiting.events() > 0 && (!logged || now - loggedAt > LOGGED_APART.toNanos())) {
            logged = true;
            loggedAt = now;
            log.info(
                    "events.deferred partition={} events={} bytes={} accounts={} oldest={} most={}",
                    partition,
                    waiting.events(),
                    waiting.bytes(),
                    waiting.accounts(),
                    waiting.oldest().orElse(null),
                    deferred().longest().orElse(null));
        }
    }

    @Override
    public void close() {
        if (context != null) {
            rules.meter().left(context.taskId().partition());
        }
    }

    private ProcessorContext<byte[], byte[]> streams() {
        if (context == null) {
            throw FanOut.notInitialised();
        }
        return context;
    }

    private Deferred deferred() {
        if (deferred == null) {
            throw FanOut.notInitialised();
        }
        return deferred;
    }
}
