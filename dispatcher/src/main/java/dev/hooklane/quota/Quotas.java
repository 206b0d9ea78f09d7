package dev.hooklane.quota;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.quota.Rates.Charge;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.share.Seats;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is beyond an account's quotas, counts the refusals, and knows what is used. Any
 * thread may use it.
 */
public final class Quotas {
    private final AccountLimits limits;
    private final EndpointStock endpoints;
    private final ReplayStock replays;
    private final Rates rates;
    private final Seats streams;
    private final QuotaMeter meter;
    private final String contact;

    /** Room for something, until it is known to exist. */
    public interface Room extends AutoCloseable {
        /**
         * Writes it. If this throws that Kafka is unavailable, it may be written nevertheless, and
         * the room stays taken for a minute.
         */
        void write(Runnable write);

        @Override
        void close();
    }

    /**
     * @param streams the streams that are open
     * @param contact whom an account asks for more
     */
    public Quotas(
            AccountLimits limits,
            EndpointDirectory directory,
            Seats streams,
            QuotaMeter meter,
            String contact) {
        this(limits, directory, streams, meter, contact, System::nanoTime);
    }

    Quotas(
            AccountLimits limits,
            EndpointDirectory directory,
            Seats streams,
            QuotaMeter meter,
            String contact,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.endpoints = new EndpointStock(directory::of, limits, contact, nanoTime);
        this.replays = new ReplayStock(limits, contact, nanoTime);
        this.rates = new Rates(nanoTime);
        this.streams = streams;
        this.meter = meter;
        this.contact = contact;
    }

    /** Returns the accounts' limits. */
    public AccountLimits limits() {
        return limits;
    }

    /** Returns whom an account asks for more. */
    public String contact() {
        return contact;
    }

    /**
     * Reserves room for an endpoint that is about to be written, new or changed.
     *
     * @throws QuotaExceededException if there is none
     */
    public Room room(Endpoint wanted) {
        return counted(() -> endpoints.reserve(wanted));
    }

    /**
     * Reserves room for one more unfinished replay, which is about to be written.
     *
     * @param unfinished finds those that this instance knows
     * @throws QuotaExceededException if there is none
     */
    public Room room(
            AccountId account, ReplayId wanted, Function<AccountId, Set<ReplayId>> unfinished) {
        return counted(() -> replays.reserve(account, wanted, unfinished));
    }

    private Room counted(Supplier<Room> reserve) {
        try {
            return reserve.get();
        } catch (QuotaExceededException e) {
            meter.refused(e.quota());
            throw e;
        }
    }

    /**
     * Requires room for one more unexpired portal link.
     *
     * @throws QuotaExceededException if there is none
     */
    public void requirePortalLink(AccountId account, long unexpired) {
        long limit = limits.of(account, Quota.PORTAL_LINKS);
        if (unexpired >= limit) {
            meter.refused(Quota.PORTAL_LINKS);
            throw QuotaExceededException.stock(
                    account, Quota.PORTAL_LINKS, unexpired + 1, limit, contact);
        }
    }

    /**
     * Counts events that are published.
     *
     * @throws QuotaExceededException if they are too many, or too large
     */
    public List<RateStanding> publish(AccountId account, long events, long bytes) {
        return take(
                account,
                charged(account, Quota.EVENTS_PER_SECOND, events),
                charged(account, Quota.EVENT_BYTES_PER_SECOND, bytes));
    }

    /**
     * Counts one use of a rate.
     *
     * @throws QuotaExceededException if the account has used it up
     */
    public List<RateStanding> use(AccountId account, Quota rate) {
        return take(account, charged(account, rate, 1));
    }

    /** Counts what has been used of a rate already, even if that is more than was left. */
    public void charge(AccountId account, Quota rate, long cost) {
        rates.charge(account, charged(account, rate, cost));
    }

    /**
     * Takes a place for a stream.
     *
     * @param account empty for somebody who sees all accounts
     * @param key of the caller
     */
    public Optional<Seats.Seat> stream(Optional<AccountId> account, String key) {
        Seats.Seating seating =
                streams.take(
                        account.map(AccountId::value).orElse(key),
                        account.map(id -> limits.of(id, Quota.STREAMS)).orElse(Long.MAX_VALUE));
        return switch (seating) {
            case Seats.Seating.Seated(Seats.Seat seat) -> Optional.of(seat);
            case Seats.Seating.OverLimit _, Seats.Seating.Full _ -> {
                meter.refused(Quota.STREAMS);
                yield Optional.empty();
            }
        };
    }

    /** Returns how much of each quota an account uses; of rates, on this instance. */
    public Map<Quota, Long> used(AccountId account, long unfinishedReplays, long portalLinks) {
        Map<Quota, Long> used = new EnumMap<>(endpoints.used(account));
        used.put(Quota.REPLAYS, unfinishedReplays);
        used.put(Quota.PORTAL_LINKS, portalLinks);
        used.put(Quota.STREAMS, (long) streams.of(account.value()));
        Arrays.stream(Quota.values())
                .filter(Quota::isRate)
                .forEach(rate ->
                        used.put(rate, rates.used(account, rate, limits.of(account, rate))));
        return used;
    }

    private Charge charged(AccountId account, Quota rate, long cost) {
        return new Charge(rate, limits.of(account, rate), cost);
    }

    private List<RateStanding> take(AccountId account, Charge... charges) {
        List<RateStanding> standings = rates.take(account, List.of(charges));
        @Nullable RateStanding longest = null;
        for (RateStanding standing : standings) {
            if (!standing.granted()
                    && (longest == null
                            || standing.refusedFor().compareTo(longest.refusedFor()) > 0)) {
                longest = standing;
            }
        }
        if (longest != null) {
            meter.refused(longest.quota());
            throw QuotaExceededException.rate(
                    account,
                    longest.quota(),
                    limits.of(account, longest.quota()),
                    longest.refusedFor(),
                    contact);
        }
        return standings;
    }
}
