package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.owner.Managed;
import dev.hooklane.problem.ProblemCode;
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

/** Makes endpoints what a manifest says. Any thread may call it. */
final class EndpointApply implements ManifestApply.Kind {
    private final EndpointParts endpoints;
    private final Quotas quotas;
    private final EndpointDrafts drafts;
    private final ManifestSeal seal;
    private final InstantSource clock;

    EndpointApply(ApiParts parts, InstantSource clock) {
        this.endpoints = parts.endpoints();
        this.quotas = parts.quotas().quotas();
        this.seal = parts.operators().manifests();
        this.clock = clock;
        this.drafts = drafts(endpoints.checks());
    }

    private EndpointDrafts drafts(EndpointChecks checks) {
        return new EndpointDrafts(checks, clock, new SecureRandom());
    }

    /** Returns what makes endpoints by the rules as they will be when the manifest is applied. */
    private EndpointDrafts drafts(JsonNode wanted, ManifestApply.Terms terms) {
        Set<String> names = new TreeSet<>();
        wanted.path("eventTypes").forEach(each -> names.add(each.asString("")));
        List<EventType> planned =
                terms.planned().stream()
                        .filter(type ->
                                names.contains(type.value()) || names.contains(type.group() + ".*"))
                        .toList();
        return planned.isEmpty()
                ? drafts
                : drafts(endpoints.checks().withTypes(endpoints.checks().types().with(planned)));
    }

    @Override
    public Applied apply(Applied.Named named, JsonNode object, ManifestApply.Terms terms) {
        Optional<Endpoint> live = find(object);
        return object.path(ManifestJson.REMOVE).asBoolean(false)
                ? remove(named, live, terms)
                : live.isPresent()
                        ? change(named, object, live.get(), terms)
                        : create(named, object, terms);
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

    private Applied create(Applied.Named named, JsonNode object, ManifestApply.Terms terms) {
        ObjectNode wanted = ManifestFields.wanted(object, Optional.empty());
        boolean brings = object.has(EndpointDrafts.SECRET);
        Set<String> known = new TreeSet<>(EndpointValues.FIELDS);
        known.add(EndpointDrafts.SECRET);
        AccountId account = account(object);
        Endpoint drafted =
                drafts(wanted, terms)
                        .made(
                                seal.idOf(account, name(object)),
                                account,
                                ManifestRoutes.fields(wanted, known),
                                terms.caller());
        JsonNode after = EndpointValues.of(drafted);
        FieldMerge merge =
                new FieldMerge(
                        terms.owner(),
                        Managed.NONE,
                        JsonMapper.shared().createObjectNode(),
                        EndpointValues.DEFAULTS);
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
                terms.dryRun() ? named : named.withId(made.id().value()),
                brings ? "" : made.secrets().getFirst().text());
    }

    private Applied change(
            Applied.Named named, JsonNode object, Endpoint found, ManifestApply.Terms terms) {
        if (object.has("account") && !account(object).equals(found.account())) {
            throw Problem.conflict(
                    ProblemCode.EXISTS_ALREADY,
                    "endpoint %s is of account %s, and stays with it"
                            .formatted(found.id(), found.account()));
        }
        Applied.Named known = named.of(found);
        AtomicReference<Applied> result =
                new AtomicReference<>(Applied.of(known, Applied.Outcome.UNCHANGED));
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
            ManifestApply.Terms terms,
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
        FieldMerge merge =
                new FieldMerge(terms.owner(), before.managed(), live, EndpointValues.DEFAULTS);
        if (merge.isSettled(named.name(), wanted)) {
            return Applied.of(named, Applied.Outcome.UNCHANGED);
        }
        merge.dropped(names)
                .forEach(field -> wanted.set(field, EndpointValues.DEFAULTS.path(field)));
        if (wanted.path("url").equals(live.path("url"))) {
            // Its host need not be looked up again.
            wanted.remove("url");
        }
        JsonFields fields = ManifestRoutes.fields(wanted, EndpointValues.FIELDS);
        EndpointDraft draft =
                drafts(wanted, terms)
                        .draft(
                                before.account(),
                                fields,
                                before.eventTypes().patterns(),
                                terms.caller());
        Endpoint drafted =
                drafts.changed(
                        before,
                        fields,
                        draft,
                        terms.dryRun() ? OwnershipRule.Asked.NOBODY : drafts.ask(before, draft),
                        endpoints.versions().next(before, clock));
        JsonNode after = EndpointValues.of(drafted);
        List<FieldMerge.Difference> differences = merge.differences(after);
        if (!terms.force() && FieldMerge.conflicts(differences)) {
            return Applied.conflict(named, differences);
        }
        Managed managed = merge.after(named.name(), names, after);
        Applied.Outcome outcome = merge.outcome(differences, managed);
        if (outcome != Applied.Outcome.UNCHANGED && replaced.isPresent()) {
            put(drafted.withManaged(managed), replaced.get());
        }
        return Applied.of(named, outcome, differences);
    }

    private void put(Endpoint after, Set<EndpointRevision> replaced) {
        try (Quotas.Room room = quotas.room(after)) {
            room.write(() -> endpoints.log().put(after, replaced));
        }
        if (endpoints.directory().knowsHealth(after.id())) {
            endpoints.log().removeHealth(after);
        }
    }

    private Applied remove(
            Applied.Named named, Optional<Endpoint> live, ManifestApply.Terms terms) {
        if (live.isEmpty()) {
            return Applied.of(named, Applied.Outcome.UNCHANGED);
        }
        Endpoint endpoint = live.get();
        Managed managed = endpoint.managed();
        boolean mayRemove =
                managed.isOfAlone(terms.owner()) || (terms.force() && managed.isOf(terms.owner()));
        if (!mayRemove) {
            return Applied.notAlone(named.of(endpoint), terms.owner());
        }
        if (!terms.dryRun()) {
            endpoints
                    .versions()
                    .alone(endpoint.id(), replaced -> endpoints.log().remove(endpoint, replaced));
            if (endpoints.directory().knowsHealth(endpoint.id())) {
                endpoints.log().removeHealth(endpoint);
            }
        }
        return Applied.of(named.of(endpoint), Applied.Outcome.REMOVED);
    }
}
