package dev.hooklane.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PeerTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    private static final Caller CALLER =
            new Caller(
                    "key_0123456789abcdef",
                    "backend",
                    KeyRole.ACCOUNT,
                    Optional.of(new AccountId("acct_1")),
                    Set.of(Ability.VIEW));
    private static final PeerRequest REQUEST =
            new PeerRequest("east:8080", "GET", "/v1/deliveries?account=acct_1", "3,4");

    private final Random random = new Random(1);
    private final String keys = SecretKeys.generate().toJson();
    private Instant westsNow = NOW;
    private final PeerTokens west = tokens(keys, "west:8080");
    private final PeerTokens east =
            new PeerTokens(
                    DerivedKeys.parse(keys).of(KeyPurpose.PEERS), "east:8080", () -> NOW, random);

    @Test
    void aTokenTellsThePeerWhoAsks() {
        assertThat(east.check(sent(), REQUEST))
                .isEqualTo(new PeerAnswer.Trusted(CALLER, "203.0.113.7", PeerTokens.hash(BODY)));
    }

    @Test
    void beforeItIsCheckedItsCallerIsRecognisedWithoutUsingItUp() {
        String sent = sent();

        assertThat(east.recognise(sent, REQUEST)).contains(CALLER);
        assertThat(east.recognise(PeerTokens.SCHEME + "nonsense", REQUEST)).isEmpty();
        assertThat(east.check(sent, REQUEST)).isInstanceOf(PeerAnswer.Trusted.class);
    }

    @Test
    void itIsTakenOnce() {
        String sent = sent();
        east.check(sent, REQUEST);

        assertThat(east.check(sent, REQUEST).toString()).contains("used before");
    }

    @Test
    void anotherPeerDoesNotTakeIt() {
        PeerTokens other = tokens(keys, "other:8080");
        PeerRequest there =
                new PeerRequest(
                        "other:8080", REQUEST.method(), REQUEST.target(), REQUEST.partitions());

        assertThat(other.check(sent(), there)).isInstanceOf(PeerAnswer.Refused.class);
    }

    @Test
    void itIsForOneRequestOnly() {
        for (PeerRequest other :
                List.of(
                        new PeerRequest("east:8080", "DELETE", REQUEST.target(), "3,4"),
                        new PeerRequest("east:8080", "GET", "/v1/deliveries?account=b", "3,4"),
                        new PeerRequest("east:8080", "GET", "/v1/keys", "3,4"),
                        new PeerRequest("east:8080", "GET", REQUEST.target(), "5"))) {
            assertThat(east.check(sent(), other)).isInstanceOf(PeerAnswer.Refused.class);
        }
    }

    @Test
    void itIsForOneBodyOnly() {
        PeerAnswer.Trusted trusted = (PeerAnswer.Trusted) east.check(sent(), REQUEST);

        assertThat(trusted.withBody(BODY)).isSameAs(trusted);
        assertThat(trusted.withBody(new byte[0])).isInstanceOf(PeerAnswer.Refused.class);
    }

    @Test
    void itLastsForSecondsWhicheverClockIsAhead() {
        for (int apart : new int[] {-30, 30}) {
            westsNow = NOW.plusSeconds(apart);
            assertThat(east.check(sent(), REQUEST)).isInstanceOf(PeerAnswer.Trusted.class);
        }
        for (int apart : new int[] {-31, 31}) {
            westsNow = NOW.plusSeconds(apart);
            assertThat(east.check(sent(), REQUEST).toString()).contains("31 s", "limit is 30 s");
        }
    }

    @Test
    void neitherAnotherInstallationNorTheKeyOfSecretsItselfMakesOne() {
        PeerTokens stranger = tokens(SecretKeys.generate().toJson(), "west:8080");
        PeerTokens underived =
                new PeerTokens(TinkSecretCipher.of(keys), "west:8080", () -> NOW, random);

        for (PeerTokens maker : List.of(stranger, underived)) {
            assertThat(
                            east.check(
                                    maker.authorization(REQUEST, BODY, CALLER, "203.0.113.7"),
                                    REQUEST))
                    .isInstanceOf(PeerAnswer.Refused.class);
        }
        assertThat(east.check(PeerTokens.SCHEME + "nonsense", REQUEST))
                .isInstanceOf(PeerAnswer.Refused.class);
    }

    @Test
    void whileTheKeyIsReplacedOldAndNewInstancesUnderstandEachOther() {
        SecretKeys both = SecretKeys.parse(keys).withNewKey();
        PeerTokens after = tokens(both.withNewestPrimary().toJson(), "west:8080");
        PeerTokens before =
                new PeerTokens(
                        DerivedKeys.parse(both.toJson()).of(KeyPurpose.PEERS),
                        "east:8080",
                        () -> NOW,
                        random);

        assertThat(before.check(after.authorization(REQUEST, BODY, CALLER, "203.0.113.7"), REQUEST))
                .isInstanceOf(PeerAnswer.Trusted.class);
        assertThat(before.check(sent(), REQUEST)).isInstanceOf(PeerAnswer.Trusted.class);
    }

    @Test
    void whatIsUsedIsForgottenOnceItIsNotValidAnyway() {
        UsedTokens used = new UsedTokens();
        for (int i = 0; i < 1_000; i++) {
            used.use("n" + i, NOW.plus(PeerTokens.VALID), NOW);
        }
        Instant later = NOW.plus(PeerTokens.VALID.multipliedBy(2)).plusSeconds(1);

        assertThat(used.use("next", later.plus(PeerTokens.VALID), later)).isTrue();
        assertThat(used.size()).isEqualTo(1);
    }

    private String sent() {
        return west.authorization(REQUEST, BODY, CALLER, "203.0.113.7");
    }

    private PeerTokens tokens(String keyset, String self) {
        return new PeerTokens(
                DerivedKeys.parse(keyset).of(KeyPurpose.PEERS), self, () -> westsNow, random);
    }
}
