package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.fuzz.Promise;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.OwnTopics;
import dev.hooklane.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Bodies of requests: each is read, or refused by a problem. */
final class ApiBodyFuzz {
    private static final OwnTopics OWN_TOPICS =
            new OwnTopics(new Topics("hooklane.", RetrySchedule.DEFAULT, 0));
    private static final Class<ProblemException> REFUSAL = ProblemException.class;
    private static final Set<String> FIELDS =
            SettingsDraft.fieldsWith(
                    "url",
                    "eventTypes",
                    "description",
                    "headers",
                    "filter",
                    "state",
                    "authorization",
                    "tls");
    private static final EventType TYPE = new EventType("order.paid");
    private static final EndpointChecks CHECKS =
            new EndpointChecks(
                    _ -> List.of(),
                    _ -> List.of(),
                    new Catalogue(FixedTypes.defaults()),
                    SettingsLimits.of(config()));

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private ApiBodyFuzz() {}

    private static HooklaneConfig config() {
        return ConfigReader.read(
                "",
                Map.of(),
                Map.of(
                        "kafka.bootstrap.servers",
                        "localhost:9092",
                        "api.key",
                        "a-key-of-as-many-as-32-characters",
                        "secrets.key",
                        SecretKeys.generate().toJson()));
    }

    private static final Caller CALLER =
            new Caller("key", "tenant", KeyRole.ACCOUNT, Optional.of(new AccountId("acme")));

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(
                REFUSAL,
                () ->
                        EndpointDraft.read(fields(input, FIELDS), CHECKS, List.of(), CALLER, NOW)
                                .access()
                                .ofNew());
        Promise.decodesOrRefuses(
                REFUSAL, () -> FilterDraft.read(fields(input, FIELDS), Optional.empty()));
        Promise.decodesOrRefuses(
                REFUSAL, () -> EventTypeDraft.read(TYPE, fields(input, EventTypeDraft.FIELDS)));
        Promise.decodesOrRefuses(
                REFUSAL,
                () ->
                        SourceDraft.read(
                                        fields(input, SourceDraft.FIELDS),
                                        input,
                                        new SourceDraft.Allowed(
                                                Set.of("hooklane"), Set.of("shop"), OWN_TOPICS),
                                        NOW)
                                .over(new SourceName("orders"), Optional.empty(), NOW));
        Promise.decodesOrRefuses(REFUSAL, () -> ReplayDraft.read(input, CHECKS));
        Promise.decodesOrRefuses(REFUSAL, () -> ReplayDraft.changedRate(input));
        Promise.decodesOrRefuses(REFUSAL, () -> EventBatch.read(input));
        Promise.decodesOrRefuses(REFUSAL, () -> EventBody.read(input));
    }

    private static JsonFields fields(byte[] input, Set<String> known) {
        return JsonFields.read(input, known);
    }
}
