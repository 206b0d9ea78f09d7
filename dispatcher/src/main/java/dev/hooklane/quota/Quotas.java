package dev.hooklane.quota;

import dev.hooklane.access.PortalLinkId;
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
    private final Stock<ReplayId> replays;
    private final Stock<PortalLinkId> portalLinks;
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
        this.replays = new Stock<>(Quota.REPLAYS, limits, contact, nanoTime);
        this.portalLinks = new Stock<>(Quota.PORTAL_LINKS, limits, contact, nanoTime);
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

    /**
     * Reserves room for one more unexpired portal link, which is about to be written.
     *
     * @param unexpired finds those that this instance knows
     * @throws QuotaExceededException if there is none
     */
    public Room room(
            AccountId account,
            PortalLinkId wanted,
            Function<AccountId, Set<PortalLinkId>> unexpired) {
        return counted(() -> portalLinks.reserve(account, wanted, unexpired));
    }

    private Room counted(Supplier<Room> reserve) {
        try {
            return reserve.get();
        } catch (QuotaExceededException e) {
            throw refused(e);
        }
    }

    private QuotaExceededException refused(QuotaExceededException e) {
        meter.refused(e.quota());
        return e;
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
        return use(account, rate, 1);
    }

    /** Does the same for a use that costs as much as several. */
    public List<RateStanding> use(AccountId account, Quota rate, long cost) {
        return take(account, charged(account, rate, cost));
    }

    /** Counts what has been used of a rate already, even if that is more than was left. */
    public List<RateStanding> charge(AccountId account, Quota rate, long cost) {
        return List.of(rates.charge(account, charged(account, rate, cost)));
    }

    /**
     * Takes a place for a stream.
     *
     * @param account empty for somebody who sees all accounts
     * @param key of the caller
     * @return empty if this instance has no place left
     * @throws QuotaExceededException if the account has as many as it may have
     */
    public Optional<Seats.Seat> stream(Optional<AccountId> account, String key) {
        String owner = account.map(AccountId::value).orElse(key);
        long most = account.map(id -> limits.of(id, Quota.STREAMS)).orElse(Long.MAX_VALUE);
        return switch (streams.take(owner, most)) {
            case Seats.Seating.Seated(Seats.Seat seat) -> Optional.of(seat);
            case Seats.Seating.Full _ -> Optional.empty();
            case Seats.Seating.OverLimit(long limit) ->
                    throw refused(
                            QuotaExceededException.streams(
                                    account.orElseThrow(), limit + 1, limit, contact));
        };
    }

    /**
     * Returns how much of each quota an account uses; of rates, on this instance. The share is
     * counted where events are fanned out.
     */
    public Map<Quota, Long> used(AccountId account, long unfinishedReplays, long portalLinks) {
        Map<Quota, Long> used = new EnumMap<>(endpoints.used(account));
        used.put(Quota.REPLAYS, unfinishedReplays);
        used.put(Quota.PORTAL_LINKS, portalLinks);
        used.put(Quota.STREAMS, (long) streams.of(account.value()));
        Arrays.stream(Quota.values())
                .filter(quota -> quota.isRate() && !quota.isShare())
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
            throw refused(
                    QuotaExceededException.rate(
                            account,
                            longest.quota(),
                            limits.of(account, longest.quota()),
                            longest.refusedFor(),
                            contact));
        }
        return standings;
    }
}
