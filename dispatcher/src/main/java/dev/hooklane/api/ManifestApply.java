package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.Managed;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quota.QuotaExceededException;
import dev.hooklane.quota.Quotas;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes endpoints what a manifest says, each whole or not at all: what somebody else has chosen
 * since is a conflict, and stays. Any thread may call it.
 */
final class ManifestApply {
    private final EndpointParts endpoints;
    private final Quotas quotas;
    private final EndpointDrafts drafts;
    private final ManifestSeal seal;
    private final InstantSource clock;

    ManifestApply(ApiParts parts, InstantSource clock) {
        this.endpoints = parts.endpoints();
        this.quotas = parts.quotas().quotas();
        this.seal = parts.operators().manifests();
        this.clock = clock;
        this.drafts = new EndpointDrafts(endpoints.checks(), clock, new SecureRandom());
    }

    /**
     * How a manifest is applied.
     *
     * @param owner whose it is
     * @param caller who applies it
     * @param dryRun whether only to say what would happen
     * @param force whether conflicts are decided for the manifest
     */
    record Terms(String owner, Caller caller, boolean dryRun, boolean force) {}

    /** Applies one object. */
    Applied apply(JsonNode object, Terms terms) {
        Applied.Named named =
                new Applied.Named(
                        text(object, "id"),
                        text(object, ManifestJson.NAME),
                        text(object, "account"));
        try {
            if (!object.path(ManifestJson.KIND)
                    .asString("")
                    .equals(ManifestObject.EndpointEntry.KIND)) {
                throw Problem.invalid(
                        ManifestJson.KIND, "kind is not endpoint; only they are applied");
            }
            Optional<Endpoint> live = find(object);
            return object.path(ManifestJson.REMOVE).asBoolean(false)
                    ? remove(named, live, terms)
                    : live.isPresent()
                            ? change(named, object, live.get(), terms)
                            : create(named, object, terms);
        } catch (ProblemException e) {
            return Applied.refused(named, e.problem().detail());
        } catch (QuotaExceededException e) {
            return Applied.refused(named, VisibleText.excerpt(e));
        }
    }

    /** Waits until the fan-out knows the endpoints among those that were made. */
    void awaitFanOut(List<Applied> results) {
        if (results.stream().anyMatch(each -> each.outcome() == Applied.Outcome.CREATED)) {
            endpoints.log().awaitFanOut();
        }
    }

    private static String text(JsonNode object, String field) {
        return VisibleText.excerpt(object.path(field).asString(""));
    }

    private Optional<Endpoint> find(JsonNode object) {
        if (object.has("id")) {
            EndpointId id =
                    Problem.invalidUnless(
                            "id", () -> new EndpointId(object.path("id").asString("")));
            return Optional.of(
                    endpoints
                            .directory()
                            .find(id)
                            .orElseThrow(() ->
                                    Problem.notFound(
                                            "there is no endpoint %s; `hooklane import` brings one back"
                                                    .formatted(id))));
        }
        String name = name(object);
        AccountId account = account(object);
        return endpoints
                .directory()
                .find(seal.idOf(account, name))
                .or(() ->
                        endpoints.directory().of(account).stream()
                                .filter(each -> each.managed().name().equals(name))
                                .findFirst());
    }

    private static String name(JsonNode object) {
        return Problem.invalidUnless(
                ManifestJson.NAME,
                () ->
                        Managed.checked(
                                ManifestJson.NAME, object.path(ManifestJson.NAME).asString("")));
    }

    private static AccountId account(JsonNode object) {
        return Problem.invalidUnless(
                "account", () -> new AccountId(object.path("account").asString("")));
    }

    private Applied create(Applied.Named named, JsonNode object, Terms terms) {
        ObjectNode wanted = ManifestFields.wanted(object, Optional.empty());
        boolean brings = object.has(EndpointDrafts.SECRET);
        Set<String> known = new TreeSet<>(EndpointValues.FIELDS);
        known.add(EndpointDrafts.SECRET);
        AccountId account = account(object);
        Endpoint drafted =
                drafts.made(
                        seal.idOf(account, name(object)),
                        account,
                        ManifestRoutes.fields(wanted, known),
                        terms.caller());
        JsonNode after = EndpointValues.of(drafted);
        FieldMerge merge =
                new FieldMerge(terms.owner(), Managed.NONE, JsonMapper.shared().createObjectNode());
        Endpoint made =
                drafted.withManaged(merge.after(named.name(), ManifestFields.names(wanted), after));
        if (!terms.dryRun()) {
            try (Quotas.Room room = quotas.room(made)) {
                room.write(() ->
                        endpoints
                                .versions()
                                .alone(
                                        made.id(),
                                        replaced -> {
                                            if (endpoints.directory().find(made.id()).isPresent()) {
                                                throw Problem.conflict(
                                                        ProblemCode.CHANGED_MEANWHILE,
                                                        "endpoint %s was made a moment ago; apply again"
                                                                .formatted(made.id()));
                                            }
                                            endpoints.log().put(made, replaced);
                                        }));
            }
        }
        return Applied.created(
                terms.dryRun() ? named : named.withId(made.id()),
                brings ? "" : made.secrets().getFirst().text());
    }

    private Applied change(Applied.Named named, JsonNode object, Endpoint found, Terms terms) {
        if (object.has("account") && !account(object).equals(found.account())) {
            throw Problem.conflict(
                    ProblemCode.EXISTS_ALREADY,
                    "endpoint %s is of account %s, and stays with it"
                            .formatted(found.id(), found.account()));
        }
        Applied.Named known = named.of(found);
        AtomicReference<Applied> result =
                new AtomicReference<>(Applied.refused(known, "nothing was done"));
        if (terms.dryRun()) {
            return changed(known, object, found, terms, Optional.empty());
        }
        endpoints
                .versions()
                .alone(
                        found.id(),
                        replaced ->
                                result.set(
                                        changed(
                                                known,
                                                object,
                                                endpoints
                                                        .directory()
                                                        .find(found.id())
                                                        .orElse(found),
                                                terms,
                                                Optional.of(replaced))));
        return result.get();
    }

    private Applied changed(
            Applied.Named named,
            JsonNode object,
            Endpoint before,
            Terms terms,
            Optional<Set<EndpointRevision>> replaced) {
        EndpointRoutes.requireReadable(before);
        if (before.isSealed()) {
            throw Problem.conflict(
                    ProblemCode.UNREADABLE_RECORD,
                    "no key opens endpoint %s".formatted(before.id()));
        }
        JsonNode live = EndpointValues.of(before);
        ObjectNode wanted = ManifestFields.wanted(object, Optional.of(before));
        wanted.remove(EndpointDrafts.SECRET);
        Set<String> names = ManifestFields.names(wanted);
        FieldMerge merge = new FieldMerge(terms.owner(), before.managed(), live);
        merge.dropped(names)
                .forEach(field -> wanted.set(field, EndpointValues.DEFAULTS.path(field)));
        if (wanted.path("url").equals(live.path("url"))) {
            // Its host need not be looked up again.
            wanted.remove("url");
        }
        JsonFields fields = ManifestRoutes.fields(wanted, EndpointValues.FIELDS);
        EndpointDraft draft =
                drafts.draft(
                        before.account(), fields, before.eventTypes().patterns(), terms.caller());
        Endpoint drafted =
                drafts.changed(
                        before,
                        fields,
                        draft,
                        terms.dryRun() ? OwnershipRule.Asked.NOBODY : drafts.ask(before, draft),
                        endpoints.versions().next(before, clock));
        JsonNode after = EndpointValues.of(drafted);
        List<FieldMerge.Difference> differences = merge.differences(after);
        if (!terms.force() && differences.stream().anyMatch(each -> each.conflict().isPresent())) {
            return new Applied(named, Applied.Outcome.CONFLICT, differences, "", "");
        }
        Managed managed = merge.after(named.name(), names, after);
        boolean adopts = !managed.equals(before.managed());
        Applied.Outcome outcome =
                !differences.isEmpty()
                        ? Applied.Outcome.CHANGED
                        : adopts ? Applied.Outcome.ADOPTED : Applied.Outcome.UNCHANGED;
        if (outcome != Applied.Outcome.UNCHANGED && replaced.isPresent()) {
            put(drafted.withManaged(managed), replaced.get());
        }
        return new Applied(named, outcome, differences, "", "");
    }

    private void put(Endpoint after, Set<EndpointRevision> replaced) {
        try (Quotas.Room room = quotas.room(after)) {
            room.write(() -> endpoints.log().put(after, replaced));
        }
        if (endpoints.directory().knowsHealth(after.id())) {
            endpoints.log().removeHealth(after);
        }
    }

    private Applied remove(Applied.Named named, Optional<Endpoint> live, Terms terms) {
        if (live.isEmpty()) {
            return new Applied(named, Applied.Outcome.UNCHANGED, List.of(), "", "");
        }
        Endpoint endpoint = live.get();
        boolean isAlone =
                endpoint.managed().fields().values().stream()
                        .allMatch(mark -> mark.owner().equals(terms.owner()));
        if (!endpoint.managed().isOf(terms.owner()) || !(isAlone || terms.force())) {
            return new Applied(
                    named.of(endpoint),
                    Applied.Outcome.CONFLICT,
                    List.of(),
                    "it is not of %s alone".formatted(terms.owner()),
                    "");
        }
        if (!terms.dryRun()) {
            endpoints
                    .versions()
                    .alone(endpoint.id(), replaced -> endpoints.log().remove(endpoint, replaced));
            if (endpoints.directory().knowsHealth(endpoint.id())) {
                endpoints.log().removeHealth(endpoint);
            }
        }
        return new Applied(named.of(endpoint), Applied.Outcome.REMOVED, List.of(), "", "");
    }
}
