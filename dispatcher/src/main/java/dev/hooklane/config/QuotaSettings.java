package dev.hooklane.config;

import dev.hooklane.quota.Limits;
import dev.hooklane.quota.Quota;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How much an account may use, unless an operator has set other limits for it.
 *
 * @param contact whom an account asks for more, as its error messages say
 */
public record QuotaSettings(Limits limits, String contact) {
    static QuotaSettings read(SettingReader settings, FanOutSettings fanOut) {
        Map<Quota, Long> limits = new EnumMap<>(Quota.class);
        // Every instance holds all endpoints; 10,000 accounts that use all of it fill 2 million.
        limits.put(Quota.ENDPOINTS, count(settings, Quota.ENDPOINTS, 200));
        // 5 KiB for each of them: a long URL, a filter and some headers.
        limits.put(Quota.ENDPOINT_BYTES, bytes(settings, Quota.ENDPOINT_BYTES, "1MiB"));
        // An event of 256 KiB then makes 25 MiB of deliveries at most.
        limits.put(Quota.DELIVERIES_PER_EVENT, count(settings, Quota.DELIVERIES_PER_EVENT, 100));
        // One for each of some endpoints after an outage.
        limits.put(Quota.REPLAYS, count(settings, Quota.REPLAYS, 10));
        // Every instance holds them, 700 bytes each; a link for each of some hundred people.
        limits.put(Quota.PORTAL_LINKS, count(settings, Quota.PORTAL_LINKS, 1_000));
        // A tenth of an instance's: several people with several tabs.
        limits.put(Quota.STREAMS, count(settings, Quota.STREAMS, 10));
        // A page of the console makes a handful; ten seconds' worth may come at once.
        limits.put(Quota.CALLS_PER_SECOND, count(settings, Quota.CALLS_PER_SECOND, 50));
        // One partition carries about that many deliveries a second, and an account has one.
        limits.put(Quota.EVENTS_PER_SECOND, count(settings, Quota.EVENTS_PER_SECOND, 1_000));
        // Ten seconds' worth is ten of the largest batches.
        limits.put(
                Quota.EVENT_BYTES_PER_SECOND,
                bytes(settings, Quota.EVENT_BYTES_PER_SECOND, "8MiB"));
        // A search reads 20,000 records, counts as eleven, and ten seconds' worth may come at once.
        limits.put(Quota.LOOKUPS_PER_SECOND, count(settings, Quota.LOOKUPS_PER_SECOND, 10));
        // By hand means by people; a replay is for more.
        limits.put(Quota.RETRIES_PER_MINUTE, count(settings, Quota.RETRIES_PER_MINUTE, 600));
        // One for each visit of a customer's people.
        limits.put(
                Quota.PORTAL_LINKS_PER_MINUTE, count(settings, Quota.PORTAL_LINKS_PER_MINUTE, 60));
        limits.put(Quota.DELIVERIES_PER_SECOND, (long) fanOut.accountDeliveriesPerSecond());
        return new QuotaSettings(
                new Limits(limits),
                settings.text(
                        "quotas.contact",
                        "the operator of this installation",
                        "[^\\p{Cntrl}]{1,200}",
                        "1 to 200 characters, such as support@example.com"));
    }

    private static long count(SettingReader settings, Quota quota, int otherwise) {
        return settings.integer(name(quota), otherwise, 0, (int) quota.most());
    }

    private static long bytes(SettingReader settings, Quota quota, String otherwise) {
        return settings.bytes(name(quota), otherwise, "0", "1024GiB");
    }

    /** Returns the setting's name, in which the API's name is spelled as settings are. */
    private static String name(Quota quota) {
        return "quotas." + quota.wireName().replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
    }
}
