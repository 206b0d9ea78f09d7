package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import dev.hooklane.quota.OwnLimits;
import dev.hooklane.quota.Quota;
import dev.hooklane.quota.Quotas;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the quotas of accounts what a manifest says. Any thread may call it. */
final class QuotaApply implements ManifestApply.Kind {
    private static final Set<String> FIELDS =
            Set.of(ManifestJson.KIND, "account", ManifestJson.LIMITS, ManifestJson.REMOVE);

    /** Each limit is the installation's. */
    private static final JsonNode DEFAULTS = values(Map.of());

    private final Quotas quotas;
    private final QuotaLog log;

    QuotaApply(QuotaParts quotas) {
        this.quotas = quotas.quotas();
        this.log = quotas.log();
    }

    @Override
    public Applied apply(Applied.Named named, JsonNode object, ManifestApply.Terms terms) {
        JsonFields fields = ManifestRoutes.fields(object, FIELDS);
        String text = fields.required("account");
        AccountId account = Problem.invalidUnless("account", () -> new AccountId(text));
        AtomicReference<Applied> result =
                new AtomicReference<>(Applied.of(named, Applied.Outcome.UNCHANGED));
        log.alone(() ->
                result.set(
                        object.path(ManifestJson.REMOVE).asBoolean(false)
                                ? remove(named, account, terms)
                                : put(named, account, fields, terms)));
        return result.get();
    }

    private Applied put(
            Applied.Named named, AccountId account, JsonFields fields, ManifestApply.Terms terms) {
        Map<Quota, Long> wanted =
                QuotaRoutes.limits(fields.object(ManifestJson.LIMITS, QuotaRoutes.NAMES));
        OwnLimits before = quotas.limits().ownOf(account);
        FieldMerge merge = merge(before, terms);
        Set<String> names =
                wanted.keySet().stream().map(Quota::wireName).collect(Collectors.toSet());
        Set<String> dropped = merge.dropped(names);
        Map<Quota, Long> limits = new EnumMap<>(Quota.class);
        limits.putAll(before.limits());
        limits.keySet().removeIf(quota -> dropped.contains(quota.wireName()));
        limits.putAll(wanted);
        JsonNode after = values(limits);
        List<FieldMerge.Difference> differences = merge.differences(after);
        if (!terms.force() && FieldMerge.conflicts(differences)) {
            return Applied.conflict(named, differences);
        }
        Managed managed = merge.after("", names, after);
        Applied.Outcome outcome = merge.outcome(differences, managed);
        if (outcome == Applied.Outcome.UNCHANGED) {
            return Applied.of(named, outcome);
        }
        if (!terms.dryRun()) {
            log.put(account, limits, managed);
        }
        boolean isNew = before.limits().isEmpty() && before.managed().equals(Managed.NONE);
        return Applied.of(named, isNew ? Applied.Outcome.CREATED : outcome, differences);
    }

    private static FieldMerge merge(OwnLimits before, ManifestApply.Terms terms) {
        return new FieldMerge(terms.owner(), before.managed(), values(before.limits()), DEFAULTS);
    }

    /** Returns all limits; null stands for the installation's. */
    private static ObjectNode values(Map<Quota, Long> limits) {
        ObjectNode values = JsonMapper.shared().createObjectNode();
        for (Quota quota : Quota.values()) {
            values.put(quota.wireName(), limits.get(quota));
        }
        return values;
    }

    private Applied remove(Applied.Named named, AccountId account, ManifestApply.Terms terms) {
        OwnLimits before = quotas.limits().ownOf(account);
        if (before.limits().isEmpty() && before.managed().equals(Managed.NONE)) {
            return Applied.of(named, Applied.Outcome.UNCHANGED);
        }
        FieldMerge merge = merge(before, terms);
        if (!merge.mayRemove(terms.force())) {
            return Applied.notAlone(named, terms.owner());
        }
        List<FieldMerge.Difference> differences = merge.differences(DEFAULTS);
        if (!terms.force() && FieldMerge.conflicts(differences)) {
            return Applied.conflict(named, differences);
        }
        if (!terms.dryRun()) {
            log.put(account, Map.of(), Managed.NONE);
        }
        return Applied.of(named, Applied.Outcome.REMOVED);
    }
}
