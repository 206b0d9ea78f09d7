package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.ApiKeyId;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyCodec;
import dev.hooklane.access.KeyRole;
import dev.hooklane.access.LinkCodec;
import dev.hooklane.access.PortalLink;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueCodec;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.fuzz.Promise;
import dev.hooklane.owner.Managed;
import dev.hooklane.quota.LimitsCodec;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.OwnTopics;
import dev.hooklane.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/** Bodies of requests: each is read, or refused by a problem that can be sent in a line. */
final class ApiBodyFuzz {
    private static final OwnTopics OWN_TOPICS =
            new OwnTopics(new Topics("hooklane.", RetrySchedule.DEFAULT, 0));
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

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final EndpointCodec STORED =
            new EndpointCodec(TinkSecretCipher.of(SecretKeys.generate().toJson()));
    private static final int DETAIL_MAX = 8_000;
    private static final Random RANDOM = new Random(1);
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private static final EndpointDrafts DRAFTS = new EndpointDrafts(CHECKS, () -> NOW, RANDOM);

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
            new Caller("key", "tenant", KeyRole.ACCOUNT, Optional.of(ACCOUNT));

    public static void fuzzerTestOneInput(byte[] input) {
        readOrRefused(() ->
                EndpointDraft.read(fields(input, FIELDS), CHECKS, List.of(), CALLER, NOW)
                        .access()
                        .ofNew());
        readOrRefused(() -> DRAFTS.made(ACCOUNT, fields(input, FIELDS), CALLER))
                .ifPresent(
                        endpoint -> Promise.isKept(endpoint, STORED.read(STORED.write(endpoint))));
        readOrRefused(() -> FilterDraft.read(fields(input, FIELDS), Optional.empty()));
        readOrRefused(() -> EventTypeDraft.read(TYPE, fields(input, EventTypeDraft.FIELDS)))
                .map(draft -> draft.over(Optional.empty(), NOW))
                .ifPresent(type ->
                        Promise.isKept(type, CatalogueCodec.read(CatalogueCodec.write(type))));
        readOrRefused(() ->
                SourceDraft.read(
                                JsonFields.exact(input, SourceDraft.FIELDS),
                                new SourceDraft.Allowed(
                                        Set.of("hooklane"), Set.of("shop"), OWN_TOPICS),
                                NOW)
                        .over(new SourceName("orders"), Optional.empty(), NOW));
        readOrRefused(() -> ReplayDraft.read(input, CHECKS));
        readOrRefused(() -> ReplayDraft.changedRate(input));
        readOrRefused(() -> EventBatch.read(input));
        readOrRefused(() -> EventBody.read(input));
        readOrRefused(() -> ErasureDraft.read(fields(input, ErasureDraft.FIELDS)));
        readOrRefused(() -> Rotation.overlap(input));
        key(input);
        link(input);
        limits(input);
    }

    /** A key is for no longer than allowed, and its record is read as it was written. */
    private static void key(byte[] input) {
        readOrRefused(() ->
                        KeyDraft.read(fields(input, KeyDraft.FIELDS), NOW)
                                .made(ApiKeyId.random(RANDOM), "operator", NOW, RANDOM)
                                .key())
                .ifPresent(key -> Promise.isKept(key, KeyCodec.read(KeyCodec.write(key))));
    }

    /** A link is for the caller's own account, and gives nothing that no link may give. */
    private static void link(byte[] input) {
        readOrRefused(() -> LinkDraft.read(fields(input, LinkDraft.FIELDS), CALLER))
                .map(draft -> draft.link(PortalLinkId.random(RANDOM), CALLER.key(), NOW))
                .ifPresent(link -> {
                    Promise.isKept(CALLER.account(), Optional.of(link.account()));
                    if (link.abilities().contains(Ability.SHARE)
                            || link.expiresAt().isAfter(NOW.plus(PortalLink.LONGEST))) {
                        throw new AssertionError("more than a link may give: " + link);
                    }
                    Promise.isKept(
                            link, LinkCodec.read(LinkCodec.write(link, Optional.empty())).link());
                });
    }

    private static void limits(byte[] input) {
        readOrRefused(() -> QuotaRoutes.limits(fields(input, QuotaRoutes.NAMES)))
                .ifPresent(limits ->
                        Promise.isKept(
                                limits,
                                LimitsCodec.read(LimitsCodec.write(limits, Managed.NONE))
                                        .limits()));
    }

    /** A problem says in a line what is wrong, and can be sent. */
    private static <T> Optional<T> readOrRefused(Callable<T> reading) {
        return Promise.decodesOrRefuses(
                ProblemException.class,
                () -> {
                    try {
                        return reading.call();
                    } catch (ProblemException e) {
                        String detail = e.problem().detail();
                        if (detail.length() > DETAIL_MAX
                                || detail.chars().anyMatch(c -> c < ' ')
                                || e.problem().json("req_1").length == 0) {
                            throw new AssertionError("not a line: " + detail, e);
                        }
                        throw e;
                    }
                });
    }

    private static JsonFields fields(byte[] input, Set<String> known) {
        return JsonFields.read(input, known);
    }
}
