package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.event.AccountId;
import dev.hooklane.quota.Quota;
import dev.hooklane.quota.QuotaExceededException;
import dev.hooklane.quota.Quotas;
import dev.hooklane.quota.RateStanding;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts the events of one request towards the quotas of their accounts, and tells what is left. If
 * its caller publishes for one account only, they count before they are parsed: what can't be read
 * has its price, too. Of other callers, each event names the account that it counts for. One thread
 * uses it.
 */
final class EventCharges {
    private final Quotas quotas;
    private final Caller caller;
    private final BiConsumer<String, String> headers;
    private boolean anyCounted;

    /** What is left after the bytes of a batch; empty if each event counts its own. */
    private List<RateStanding> ofBatch = List.of();

    /**
     * @param headers receives names and values of headers of the answer, which tell the account
     *     what it has left
     */
    EventCharges(Quotas quotas, Caller caller, BiConsumer<String, String> headers) {
        this.quotas = quotas;
        this.caller = caller;
        this.headers = headers;
    }

    Caller caller() {
        return caller;
    }

    /**
     * Counts the bytes of a batch that is not parsed yet; its events don't count theirs again.
     *
     * @throws ProblemException if the account has used up its bytes
     */
    void unparsedBatch(int bytes) {
        caller.account()
                .ifPresent(account ->
                        ofBatch =
                                counted(() ->
                                        quotas.use(account, Quota.EVENT_BYTES_PER_SECOND, bytes)));
    }

    /**
     * Counts an event that is not parsed yet.
     *
     * @throws ProblemException if the account has used up its events, or their bytes
     */
    void unparsed(int bytes) {
        caller.account().ifPresent(account -> count(account, bytes));
    }

    /**
     * Counts an event for the account that it names, unless it counted before it was parsed.
     *
     * @throws ProblemException if the account has used up its events, or their bytes
     */
    void parsed(AccountId account, int bytes) {
        if (caller.account().isEmpty()) {
            count(account, bytes);
        }
    }

    /**
     * Counts a request that is refused before any of its events counted, as an event without bytes:
     * no request is for free.
     *
     * @throws ProblemException if the account has used up its events
     */
    void refused() {
        if (!anyCounted) {
            caller.account().ifPresent(account -> count(account, 0));
        }
    }

    private void count(AccountId account, int bytes) {
        var _ =
                counted(() ->
                        ofBatch.isEmpty()
                                ? quotas.publish(account, 1, bytes)
                                : Stream.concat(
                                                quotas
                                                        .use(account, Quota.EVENTS_PER_SECOND)
                                                        .stream(),
                                                ofBatch.stream())
                                        .toList());
    }

    private List<RateStanding> counted(Supplier<List<RateStanding>> use) {
        anyCounted = true;
        try {
            List<RateStanding> standings = use.get();
            RateLimitHeaders.tell(standings, headers);
            return standings;
        } catch (QuotaExceededException e) {
            throw Problem.quotaExceeded(e);
        }
    }
}
