package dev.hooklane.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The records of the quotas topic: the limits that an operator has set, by account. */
public final class LimitsCodec {
    private static final int VERSION = 1;
    private static final String QUOTAS = "quotas";
    private static final JsonMapper JSON = JsonMapper.shared();

    private LimitsCodec() {}

    /** Returns the record key of an account. */
    public static byte[] key(AccountId account) {
        return account.value().getBytes(UTF_8);
    }

    /**
     * Returns the account in a record key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static AccountId account(byte[] key) {
        return new AccountId(new String(key, UTF_8));
    }

    /** Returns the record value for these limits, and what manifests know of them. */
    public static byte[] write(Map<Quota, Long> limits, Managed managed) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        ObjectNode quotas = json.putObject(QUOTAS);
        new TreeMap<>(limits).forEach((quota, limit) -> quotas.put(quota.wireName(), limit));
        managed.write(json);
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Reads the limits. Quotas that only another release knows are left out.
     *
     * @throws IllegalArgumentException if they can't be read
     */
    public static OwnLimits read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt(0) != VERSION) {
                throw new IllegalArgumentException(
                        "the record of an account's quotas has version %s; this release reads %d"
                                .formatted(json.path("v"), VERSION));
            }
            Map<Quota, Long> limits = new EnumMap<>(Quota.class);
            json.path(QUOTAS)
                    .properties()
                    .forEach(entry ->
                            Quota.ofWireName(entry.getKey())
                                    .ifPresent(quota ->
                                            limits.put(quota, known(quota, entry.getValue()))));
            return new OwnLimits(limits, Managed.read(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the record of an account's quotas is not readable: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** Returns the limit in a field of JSON; empty if it can't be set for an account. */
    public static OptionalLong limit(Quota quota, JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && quota.allows(value.asLong())
                ? OptionalLong.of(value.asLong())
                : OptionalLong.empty();
    }

    private static long known(Quota quota, JsonNode value) {
        return limit(quota, value)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the record of an account's quotas has a %s that is not from %d to %d"
                                        .formatted(quota.wireName(), quota.least(), quota.most())));
    }
}
