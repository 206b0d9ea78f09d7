package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import dev.hooklane.quota.QuotaExceededException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Makes objects what a manifest says, each whole or not at all: what somebody else has chosen since
 * is a conflict, and stays. Any thread may call it.
 */
final class ManifestApply {
    private final Map<String, Kind> kinds;
    private final EndpointLog endpoints;

    ManifestApply(ApiParts parts, InstantSource clock) {
        this.endpoints = parts.endpoints().log();
        this.kinds =
                new TreeMap<>(
                        Map.of(
                                ManifestObject.TypeEntry.KIND,
                                new EventTypeApply(parts.events(), clock),
                                ManifestObject.LimitsEntry.KIND,
                                new QuotaApply(parts.quotas()),
                                ManifestObject.EndpointEntry.KIND,
                                new EndpointApply(parts, clock),
                                ManifestObject.KeyEntry.KIND,
                                new KeyApply(
                                        parts.callers().access(),
                                        parts.operators().manifests(),
                                        clock,
                                        new SecureRandom())));
    }

    /** Makes the objects of one kind what a manifest says. */
    interface Kind {
        /**
         * Applies one object.
         *
         * @throws ProblemException if it is refused, and nothing was done
         * @throws QuotaExceededException likewise
         */
        Applied apply(Applied.Named named, JsonNode object, Terms terms);
    }

    /**
     * How a manifest is applied.
     *
     * @param owner whose it is
     * @param caller who applies it
     * @param dryRun whether only to say what would happen
     * @param force whether conflicts are decided for the manifest
     * @param planned event types that are not in use yet, and will be when this is applied
     */
    record Terms(
            String owner, Caller caller, boolean dryRun, boolean force, Set<EventType> planned) {
        Terms {
            planned = Set.copyOf(planned);
        }
    }

    /** Applies one object. */
    Applied apply(JsonNode object, Terms terms) {
        Applied.Named named = named(object);
        try {
            Kind known = kinds.get(named.kind());
            if (known == null) {
                throw Problem.invalid(
                        ManifestJson.KIND,
                        "kind '%s' is not one of %s"
                                .formatted(named.kind(), String.join(", ", kinds.keySet())));
            }
            return known.apply(named, object, terms);
        } catch (ProblemException e) {
            return Applied.refused(named, e.problem());
        } catch (QuotaExceededException e) {
            return Applied.refused(named, Problem.quotaExceeded(e).problem());
        }
    }

    /** Returns the names of an object of the request. */
    static Applied.Named named(JsonNode object) {
        return new Applied.Named(
                text(object, ManifestJson.KIND),
                text(object, "id"),
                text(object, ManifestJson.NAME),
                text(object, "account"));
    }

    /** Waits until the fan-out knows the endpoints among those that were made. */
    void awaitFanOut(List<Applied> results) {
        boolean any =
                results.stream()
                        .anyMatch(each ->
                                each.outcome() == Applied.Outcome.CREATED
                                        && each.named()
                                                .kind()
                                                .equals(ManifestObject.EndpointEntry.KIND));
        if (any) {
            endpoints.awaitFanOut();
        }
    }

    private static String text(JsonNode object, String field) {
        return VisibleText.excerpt(object.path(field).asString(""));
    }
}
