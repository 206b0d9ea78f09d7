package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.quota.LimitsCodec;
import dev.hooklane.quota.Quota;
import dev.hooklane.quota.Quotas;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Shows what an account uses of its quotas, and lets operators set other limits for it. */
final class QuotaRoutes implements Routes {
    private static final String PATH = "/v1/accounts/{account}/quotas";
    static final Set<String> NAMES =
            Arrays.stream(Quota.values())
                    .map(Quota::wireName)
                    .collect(Collectors.toCollection(TreeSet::new));

    private final Quotas quotas;
    private final QuotaLog log;
    private final ToLongFunction<AccountId> unfinishedReplays;
    private final ToLongFunction<AccountId> portalLinks;

    QuotaRoutes(
            Quotas quotas,
            QuotaLog log,
            ToLongFunction<AccountId> unfinishedReplays,
            ToLongFunction<AccountId> portalLinks) {
        this.quotas = quotas;
        this.log = log;
        this.unfinishedReplays = unfinishedReplays;
        this.portalLinks = portalLinks;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::read, RouteAccess.VIEW);
        routes.put(PATH, this::replace, RouteAccess.OPERATE);
    }

    private void read(Context context) {
        AccountId account = Parameters.accountInPath(context);
        Access.require(context, account);
        answer(context, account);
    }

    private void replace(Context context) throws IOException {
        AccountId account = Parameters.accountInPath(context);
        JsonFields fields = JsonFields.read(Bodies.read(context), NAMES);
        Map<Quota, Long> limits = limits(fields);
        Audit.account(context, Optional.of(account));
        Audit.fields(context, fields.names());
        log.alone(() -> log.put(account, limits, quotas.limits().ownOf(account).managed()));
        answer(context, account);
    }

    /** Returns the limits that the fields name. */
    static Map<Quota, Long> limits(JsonFields fields) {
        Map<Quota, Long> limits = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            fields.json(quota.wireName())
                    .ifPresent(value -> limits.put(quota, limit(quota, value)));
        }
        return limits;
    }

    private static long limit(Quota quota, JsonNode value) {
        return LimitsCodec.limit(quota, value)
                .orElseThrow(() ->
                        Problem.invalid(
                                quota.wireName(),
                                "%s is not a whole number from %d to %d"
                                        .formatted(quota.wireName(), quota.least(), quota.most())));
    }

    private void answer(Context context, AccountId account) {
        Map<Quota, Long> used =
                quotas.used(
                        account,
                        unfinishedReplays.applyAsLong(account),
                        portalLinks.applyAsLong(account));
        Map<Quota, Long> own = quotas.limits().overridesOf(account);
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("account", account.value());
                    json.writeStringProperty("contact", quotas.contact());
                    json.writeName("quotas");
                    json.writeStartArray();
                    for (Quota quota : Quota.values()) {
                        json.writeStartObject();
                        json.writeStringProperty("name", quota.wireName());
                        json.writeStringProperty("unit", quota.unit());
                        long limit = quotas.limits().of(account, quota);
                        writeLimit(quota, limit, json);
                        writeUse(quota, limit, used, json);
                        json.writeBooleanProperty("own", own.containsKey(quota));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static void writeLimit(Quota quota, long limit, JsonGenerator json) {
        if (quota.isNoLimit(limit)) {
            json.writeNullProperty("limit");
        } else {
            json.writeNumberProperty("limit", limit);
        }
    }

    private static void writeUse(
            Quota quota, long limit, Map<Quota, Long> used, JsonGenerator json) {
        if (!quota.isShare()) {
            json.writeNumberProperty("used", used.getOrDefault(quota, 0L));
        }
        json.writeBooleanProperty("rate", quota.isRate());
        if (quota.isRate() && !quota.isNoLimit(limit)) {
            json.writeNumberProperty("atOnce", quota.atOnce(limit));
        }
    }
}
