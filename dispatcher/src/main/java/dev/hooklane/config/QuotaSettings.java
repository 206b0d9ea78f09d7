package dev.hooklane.config;

import dev.hooklane.quota.Limits;
import dev.hooklane.quota.Quota;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much an account may use, unless an operator has set other limits for it.
 *
 * @param contact whom an account asks for more, as its error messages say
 */
public record QuotaSettings(Limits limits, String contact) {
    static QuotaSettings read(SettingReader settings) {
        Map<Quota, Long> limits = new EnumMap<>(Quota.class);
        // Every instance holds all endpoints; 10,000 accounts that use all of it fill 2 million.
        limits.put(Quota.ENDPOINTS, count(settings, "endpoints", 200, Quota.ENDPOINTS));
        // 5 KiB for each of them: a long URL, a filter and some headers.
        limits.put(
                Quota.ENDPOINT_BYTES,
                settings.bytes("quotas.endpoint-bytes", "1MiB", "0", "1024GiB"));
        // An event of 256 KiB then makes 25 MiB of deliveries at most.
        limits.put(
                Quota.DELIVERIES_PER_EVENT,
                count(settings, "deliveries-per-event", 100, Quota.DELIVERIES_PER_EVENT));
        // One for each of some endpoints after an outage.
        limits.put(Quota.REPLAYS, count(settings, "replays", 10, Quota.REPLAYS));
        // Every instance holds them, 700 bytes each; a link for each of some hundred people.
        limits.put(Quota.PORTAL_LINKS, count(settings, "portal-links", 1_000, Quota.PORTAL_LINKS));
        // A tenth of an instance's: several people with several tabs.
        limits.put(Quota.STREAMS, count(settings, "streams", 10, Quota.STREAMS));
        // A page of the console makes a handful; ten seconds' worth may come at once.
        limits.put(
                Quota.CALLS_PER_SECOND,
                count(settings, "calls-per-second", 50, Quota.CALLS_PER_SECOND));
        // One partition carries about that many deliveries a second, and an account has one.
        limits.put(
                Quota.EVENTS_PER_SECOND,
                count(settings, "events-per-second", 1_000, Quota.EVENTS_PER_SECOND));
        // Ten seconds' worth is ten of the largest batches.
        limits.put(
                Quota.EVENT_BYTES_PER_SECOND,
                settings.bytes("quotas.event-bytes-per-second", "8MiB", "0", "1024GiB"));
        // A search reads 20,000 records, counts as eleven, and ten seconds' worth may come at once.
        limits.put(
                Quota.LOOKUPS_PER_SECOND,
                count(settings, "lookups-per-second", 10, Quota.LOOKUPS_PER_SECOND));
        // By hand means by people; a replay is for more.
        limits.put(
                Quota.RETRIES_PER_MINUTE,
                count(settings, "retries-per-minute", 600, Quota.RETRIES_PER_MINUTE));
        // One for each visit of a customer's people.
        limits.put(
                Quota.PORTAL_LINKS_PER_MINUTE,
                count(settings, "portal-links-per-minute", 60, Quota.PORTAL_LINKS_PER_MINUTE));
        return new QuotaSettings(
                new Limits(limits),
                settings.text(
                        "quotas.contact",
                        "the operator of this installation",
                        "[^\\p{Cntrl}]{1,200}",
                        "1 to 200 characters, such as support@example.com"));
    }

    private static long count(SettingReader settings, String name, int otherwise, Quota quota) {
        return settings.integer("quotas." + name, otherwise, 0, (int) quota.most());
    }
}
