package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.history.WaitingDeliveries;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.AccountStatistics.Span;
import dev.hooklane.statistics.AccountTally;
import dev.hooklane.statistics.AttemptTally;
import dev.hooklane.waiting.ParkedDeliveries;
import dev.hooklane.waiting.WaitingTopic;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * How an account does, or the whole installation.
 *
 * @param account empty for all accounts
 * @param counted whether the account's waiting deliveries were counted
 */
record Overview(
        Instant at,
        Optional<AccountId> account,
        OverviewPart part,
        Stages stages,
        boolean counted,
        OverviewTrouble endpoints,
        OverviewReplays replays) {
    /**
     * What is known of the topics, which hold records of all accounts.
     *
     * @param topics none if this is about one account
     * @param published the number of events in a minute, if it is known
     * @param parked the account's parked deliveries, if they are known
     */
    record Stages(
            List<WaitingTopic> topics, OptionalLong published, Optional<ParkedDeliveries> parked) {
        Stages {
            topics = List.copyOf(topics);
        }

        long records(WaitingTopic.Kind kind) {
            return topics.stream()
                    .filter(each -> each.kind() == kind)
                    .mapToLong(WaitingTopic::records)
                    .sum();
        }

        Optional<WaitingTopic> firstDue() {
            return topics.stream()
                    .filter(each -> each.dueAt().isPresent())
                    .min(Comparator.comparing(each -> each.dueAt().orElseThrow()));
        }
    }

    void write(JsonGenerator json) {
        AccountStatistics statistics = part.statistics();
        json.writeStartObject();
        json.writeStringProperty("at", at.toString());
        json.writeStringProperty("account", account.map(AccountId::value).orElse(null));
        json.writeName("lastMinute");
        json.writeStartObject();
        number("published", stages.published(), json);
        json.writeNumberProperty("succeeded", statistics.lastMinute().succeeded());
        json.writeNumberProperty("failed", statistics.lastMinute().failed());
        json.writeNumberProperty("deadLetters", statistics.lastMinute().deadLetters());
        json.writeEndObject();
        span("hour", statistics.parts(), json);
        span("day", statistics.hours(), json);
        json.writeName("waiting");
        writeWaiting(json);
        json.writeName("endpoints");
        endpoints.write(json);
        json.writeName("replays");
        replays.write(json);
        json.writeName("accounts");
        OverviewPart.writeLoudest(
                statistics.loudest().stream().limit(AccountStatistics.LOUDEST), "id", json);
        json.writeEndObject();
    }

    private void writeWaiting(JsonGenerator json) {
        boolean all = account.isEmpty();
        long records = all ? stages.records(WaitingTopic.Kind.STEP) : part.waiting().count();
        json.writeStartObject();
        number("deliveries", counted ? OptionalLong.of(records) : OptionalLong.empty(), json);
        json.writeBooleanProperty("more", !all && records >= WaitingDeliveries.COUNT_MAX);
        number(
                "parked",
                all
                        ? OptionalLong.of(stages.records(WaitingTopic.Kind.PARKED))
                        : count(stages.parked()),
                json);
        json.writeBooleanProperty(
                "parkedMore", stages.parked().map(ParkedDeliveries::more).orElse(false));
        writeParkedAt(json);
        json.writeName("oldest");
        json.writeRawValue(part.oldest().map(JsonNode::toString).orElse("null"));
        json.writeName("firstDue");
        if (stages.firstDue().isPresent()) {
            WaitingRoutes.write(stages.firstDue().get(), at, json);
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static OptionalLong count(Optional<ParkedDeliveries> parked) {
        return parked.filter(ParkedDeliveries::isKnown).stream()
                .mapToLong(ParkedDeliveries::count)
                .findFirst();
    }

    private void writeParkedAt(JsonGenerator json) {
        json.writeName("parkedAt");
        json.writeStartArray();
        for (ParkedDeliveries.AtEndpoint each :
                stages.parked().map(ParkedDeliveries::endpoints).orElse(List.of())) {
            json.writeStartObject();
            json.writeStringProperty("endpoint", each.endpoint().value());
            json.writeNumberProperty("deliveries", each.count());
            json.writeStringProperty("for", each.reason().orElse(null));
            json.writeStringProperty("since", each.since().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void span(String name, List<Span> spans, JsonGenerator json) {
        json.writeName(name);
        json.writeStartObject();
        counts(AccountStatistics.total(spans), json);
        json.writeName("parts");
        json.writeStartArray();
        for (Span span : spans) {
            json.writeStartObject();
            json.writeStringProperty("from", span.from().toString());
            counts(span.tally(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void counts(AccountTally tally, JsonGenerator json) {
        AttemptTally attempts = tally.attempts();
        json.writeNumberProperty("attempts", attempts.attempts());
        json.writeNumberProperty("succeeded", attempts.succeeded());
        json.writeNumberProperty("failed", attempts.attempts() - attempts.succeeded());
        json.writeNumberProperty("deadLetters", tally.deadLetters());
        number("p50Ms", attempts.percentileMillis(50), json);
        number("p99Ms", attempts.percentileMillis(99), json);
    }

    private static void number(String name, OptionalLong number, JsonGenerator json) {
        json.writeName(name);
        if (number.isPresent()) {
            json.writeNumber(number.getAsLong());
        } else {
            json.writeNull();
        }
    }
}
