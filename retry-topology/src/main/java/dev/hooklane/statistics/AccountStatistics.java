package dev.hooklane.statistics;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The attempts and dead letters of one account, or of all accounts.
 *
 * @param hours the current hour and the 23 before it, earliest first
 * @param parts the current five minutes and the 11 times five before, earliest first
 * @param lastMinute the attempts that ended in the last minute
 * @param loudest the accounts with the most attempts in this hour and the one before, if these are
 *     the statistics of all; most attempts first
 */
public record AccountStatistics(
        List<Span> hours, List<Span> parts, LastMinute lastMinute, List<Loud> loudest) {
    /** How many hours are reported. */
    public static final int HOURS = 24;

    /** How many parts of the last hour are reported. */
    public static final int PARTS = 12;

    /** The length of such a part. */
    public static final Duration PART = Duration.ofHours(1).dividedBy(PARTS);

    /** How many of the loudest accounts are reported. */
    public static final int LOUDEST = 10;

    public AccountStatistics {
        hours = List.copyOf(hours);
        parts = List.copyOf(parts);
        loudest = List.copyOf(loudest);
    }

    /** The attempts that began in a span of time. */
    public record Span(Instant from, AccountTally tally) {}

    /** How many attempts succeeded and failed, and how many deliveries became dead letters. */
    public record LastMinute(long succeeded, long failed, long deadLetters) {
        LastMinute plus(LastMinute other) {
            return new LastMinute(
                    succeeded + other.succeeded,
                    failed + other.failed,
                    deadLetters + other.deadLetters);
        }
    }

    /** One account among others. */
    public record Loud(AccountId account, long attempts, long failed, long deadLetters) {
        /** Compares accounts; the one with the most attempts comes first. */
        public static final Comparator<Loud> LOUDEST_FIRST =
                Comparator.comparingLong(Loud::attempts)
                        .reversed()
                        .thenComparing(each -> each.account().value());

        Loud plus(Loud other) {
            return new Loud(
                    account,
                    attempts + other.attempts,
                    failed + other.failed,
                    deadLetters + other.deadLetters);
        }
    }

    /** Returns the sum of the statistics that several partitions have of the same accounts. */
    public static AccountStatistics sum(Collection<AccountStatistics> some) {
        Map<AccountId, Loud> loudest = new HashMap<>();
        some.stream()
                .flatMap(each -> each.loudest.stream())
                .forEach(each -> loudest.merge(each.account(), each, Loud::plus));
        return new AccountStatistics(
                sum(some, AccountStatistics::hours, HOURS),
                sum(some, AccountStatistics::parts, PARTS),
                some.stream()
                        .map(AccountStatistics::lastMinute)
                        .reduce(new LastMinute(0, 0, 0), LastMinute::plus),
                loudest.values().stream().sorted(Loud.LOUDEST_FIRST).toList());
    }

    /** Matches spans by their time, as the clocks of two instances may be in two of them. */
    private static List<Span> sum(
            Collection<AccountStatistics> some,
            Function<AccountStatistics, List<Span>> spans,
            int most) {
        TreeMap<Instant, AccountTally> sums = new TreeMap<>();
        some.stream()
                .flatMap(each -> spans.apply(each).stream())
                .forEach(each ->
                        sums.computeIfAbsent(each.from(), _ -> new AccountTally())
                                .add(each.tally()));
        return sums.entrySet().stream()
                .skip(Math.max(0, sums.size() - most))
                .map(each -> new Span(each.getKey(), each.getValue()))
                .toList();
    }

    /** Returns the sum of some spans. */
    public static AccountTally total(List<Span> spans) {
        AccountTally total = new AccountTally();
        spans.forEach(each -> total.add(each.tally()));
        return total;
    }
}
