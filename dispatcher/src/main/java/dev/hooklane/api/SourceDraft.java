package dev.hooklane.api;

import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.TopicPattern;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.source.mapping.MappingException;
import dev.hooklane.source.run.OwnTopics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The checked parts of a request about a source. */
record SourceDraft(
        String cluster,
        List<String> topics,
        Optional<SourceBegin> begin,
        Source.Formats formats,
        JsonNode mapping,
        String owner) {
    private static final String CLUSTER = "cluster";
    private static final String TOPICS = "topics";
    static final String BEGIN = "begin";
    private static final String FORMAT = "format";
    private static final String KEY_FORMAT = "keyFormat";
    private static final String REGISTRY = "registry";
    private static final String MAPPING = "mapping";
    private static final String OWNER = "owner";
    static final Set<String> FIELDS =
            new TreeSet<>(
                    Set.of(CLUSTER, TOPICS, BEGIN, FORMAT, KEY_FORMAT, REGISTRY, MAPPING, OWNER));

    SourceDraft {
        topics = List.copyOf(topics);
    }

    /** What a source may name. */
    record Allowed(Set<String> clusters, Set<String> registries, OwnTopics ownTopics) {}

    /**
     * Reads the parts from a body.
     *
     * @param fields {@link JsonFields#exact exact}, as a mapping's numbers keep their digits
     * @throws ProblemException for the first part that breaks a rule
     */
    static SourceDraft read(JsonFields fields, Allowed allowed, Instant now) {
        String cluster = fields.text(CLUSTER).orElse(Source.OWN_CLUSTER);
        if (!allowed.clusters().contains(cluster)) {
            throw Problem.invalid(
                    CLUSTER,
                    "cluster %s is not in sources.clusters; the clusters are %s"
                            .formatted(
                                    VisibleText.quoted(cluster),
                                    String.join(", ", new TreeSet<>(allowed.clusters()))));
        }
        List<String> topics =
                fields.texts(TOPICS)
                        .orElseThrow(() -> Problem.invalid(TOPICS, "topics is missing"));
        topics.forEach(topic -> check(cluster, topic, allowed));
        JsonNode mapping =
                fields.json(MAPPING)
                        .orElseThrow(() ->
                                Problem.invalid(
                                        MAPPING,
                                        "mapping is missing; docs/MAPPING.md describes it"));
        check(mapping);
        return new SourceDraft(
                cluster,
                topics,
                fields.text(BEGIN)
                        .map(text ->
                                Problem.invalidUnless(BEGIN, () -> SourceBegin.parse(text, now))),
                formats(fields, allowed),
                mapping,
                owner(fields));
    }

    private static String owner(JsonFields fields) {
        String owner = fields.text(OWNER).orElse("");
        return Problem.invalidUnless(OWNER, () -> Source.checkedOwner(owner));
    }

    private static Source.Formats formats(JsonFields fields, Allowed allowed) {
        ValueFormat key = format(fields, KEY_FORMAT).orElse(Source.Formats.DEFAULT.key());
        ValueFormat value = format(fields, FORMAT).orElse(Source.Formats.DEFAULT.value());
        String registry = fields.text(REGISTRY).orElse("");
        if (!registry.isEmpty() && !allowed.registries().contains(registry)) {
            throw Problem.invalid(
                    REGISTRY,
                    "registry %s is not in sources.registries; %s"
                            .formatted(
                                    VisibleText.quoted(registry),
                                    allowed.registries().isEmpty()
                                            ? "there are none"
                                            : "the registries are "
                                                    + String.join(
                                                            ", ",
                                                            new TreeSet<>(allowed.registries()))));
        }
        if (key == ValueFormat.CLOUDEVENTS) {
            throw Problem.invalid(
                    KEY_FORMAT, "keys can't be cloudevents: a CloudEvent is a whole record");
        }
        return Problem.invalidUnless(REGISTRY, () -> new Source.Formats(key, value, registry));
    }

    private static Optional<ValueFormat> format(JsonFields fields, String name) {
        return fields.text(name)
                .map(text -> Problem.invalidUnless(name, () -> ValueFormat.named(text)));
    }

    private static void check(String cluster, String topic, Allowed allowed) {
        if (!TopicPattern.isName(topic) && !TopicPattern.isPattern(topic)) {
            throw Problem.invalid(
                    TOPICS,
                    "topic %s is not 1 to 249 characters of A-Z a-z 0-9 . _ -, or * for any of them"
                            .formatted(VisibleText.quoted(topic)));
        }
        allowed.ownTopics()
                .refusal(cluster, topic)
                .ifPresent(reason -> {
                    throw Problem.invalid(TOPICS, reason);
                });
    }

    private static void check(JsonNode mapping) {
        try {
            var _ = Mapping.of(mapping);
        } catch (MappingException e) {
            throw Problem.invalid(
                    ProblemCode.INVALID_MAPPING,
                    e.path().isEmpty() ? MAPPING : MAPPING + "." + e.path(),
                    VisibleText.excerpt(e));
        }
    }

    /**
     * Returns the source as the request wants it. Where it began, whether it is paused, and what it
     * has read stay as they were.
     */
    Source over(SourceName name, Optional<Source> before, Instant now) {
        return Problem.invalidUnless(
                TOPICS,
                () ->
                        new Source(
                                name,
                                cluster,
                                topics,
                                before.map(Source::begin)
                                        .or(() -> begin)
                                        .orElse(new SourceBegin.Since(now)),
                                formats,
                                mapping,
                                owner,
                                before.map(Source::paused).orElse(false),
                                before.map(Source::generation)
                                        .orElseGet(
                                                () -> Source.nextGeneration(Optional.empty(), now)),
                                now,
                                before.map(Source::rewinds).orElse(List.of())));
    }
}
