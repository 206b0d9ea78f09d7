package dev.hooklane.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.access.UserPasses;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionCodecTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Duration ALMOST = Session.IDLE.minusMinutes(1);

    private final TinkSecretCipher cipher = TinkSecretCipher.of(SecretKeys.generate().toJson());
    private final SessionCodec codec = codec(cipher);
    private final Session session =
            Session.start(
                    "hlk_a-credential",
                    new Caller(
                            "key_1",
                            "shop",
                            KeyRole.ACCOUNT,
                            Optional.of(new AccountId("acct_1")),
                            Set.of(Ability.VIEW, Ability.REPLAY)),
                    NOW,
                    new Random(1));

    private static SessionCodec codec(TinkSecretCipher cipher) {
        return new SessionCodec(cipher, new UserPasses(cipher, Optional.of("terms")));
    }

    @Test
    void whatIsWrittenIsReadAgainByAnyInstanceWithTheKey() {
        assertThat(codec(cipher).read(codec.write(session))).contains(session);
    }

    @Test
    void nobodyReadsTheCredentialInIt() {
        assertThat(codec.write(session)).matches("[A-Za-z0-9_-]+").doesNotContain("credential");
        assertThat(session.toString()).doesNotContain("credential");
    }

    @Test
    void oneCharacterElseIsNoSession() {
        String text = codec.write(session);
        // Of the last one, some bits may stand for nothing.
        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);

            assertThat(codec.read(changed)).isEmpty();
        }
    }

    @Test
    void anotherInstallationsIsNoSession() {
        TinkSecretCipher other = TinkSecretCipher.of(SecretKeys.generate().toJson());

        assertThat(codec.read(codec(other).write(session))).isEmpty();
    }

    @Test
    void theLastMomentCountsAndTheNextDoesNot() {
        assertThat(session.isOver(session.expiresAt().minusMillis(1))).isFalse();
        assertThat(session.isOver(session.expiresAt())).isTrue();
    }

    @Test
    void useMovesTheEndOnButNotBeyondTheLongest() {
        Session used = session.movedOn(NOW.plus(ALMOST)).orElseThrow();
        Session again = used.movedOn(NOW.plus(ALMOST.multipliedBy(2))).orElseThrow();
        Session last = again.movedOn(NOW.plus(ALMOST.multipliedBy(3))).orElse(again);

        assertThat(used.expiresAt()).isEqualTo(NOW.plus(ALMOST).plus(Session.IDLE));
        assertThat(last.expiresAt()).isBeforeOrEqualTo(NOW.plus(Session.LONGEST));
        assertThat(last.token()).isEqualTo(session.token());
    }

    @Test
    void useAMomentLaterNeedsNoNewCookie() {
        assertThat(session.movedOn(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void onlyItsOwnTokenIsOne() {
        Session other = Session.start("x", session.caller(), NOW, new Random(2));

        assertThat(session.isToken(session.maskedToken(new Random(3)))).isTrue();
        assertThat(session.isToken(other.maskedToken(new Random(3)))).isFalse();
        for (String none : List.of("", "x", "xy", "xyz", "not base64!", session.token())) {
            assertThat(session.isToken(none)).as(none).isFalse();
        }
    }

    /** The size of a compressed page would tell of text that it always has. */
    @Test
    void itsTokenIsShownInOtherCharactersEachTime() {
        Random random = new Random(3);
        Set<String> shown = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String masked = session.maskedToken(random);
            assertThat(session.isToken(masked)).isTrue();
            shown.add(masked);
            shown.add(masked.substring(masked.length() / 2));
        }

        assertThat(shown).hasSize(200);
    }
}
