package dev.hooklane.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventTypes;
import dev.hooklane.fanout.OwnMarks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Marks of own events, with the keys that instances have. */
final class OwnMarksKeysTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    private static final Event EVENT = Event.of(EventTypes.ENDPOINT_DISABLED, Map.of("n", 1));

    private final SecretKeys first = SecretKeys.generate();
    private final SecretKeys added = first.withNewKey();
    private final SecretKeys promoted = added.withNewestPrimary();

    @Test
    void eachStepOfReplacingTheKeyTakesTheMarksOfTheStepsBesideIt() {
        assertThat(takes(added, first)).isTrue();
        assertThat(takes(first, added)).isTrue();
        assertThat(takes(added, promoted)).isTrue();
        assertThat(takes(promoted, added)).isTrue();
    }

    @Test
    void aRemovedKeyMarksNothing() {
        assertThat(takes(promoted.withoutOlderKeys(), first)).isFalse();
    }

    @Test
    void theDerivedKeysOfDeliveryMarkForThoseOfTheFanOut() {
        DerivedKeys keys = DerivedKeys.of(first);
        String delivery = keys.only(List.of(KeyPurpose.ENDPOINTS, KeyPurpose.OWN_EVENTS));
        String fanOut = keys.only(List.of(KeyPurpose.TEST_EVENTS, KeyPurpose.OWN_EVENTS));

        assertThat(takes(DerivedKeys.parse(fanOut), DerivedKeys.parse(delivery))).isTrue();
    }

    @Test
    void theKeyOfAnotherPurposeMarksNothing() {
        String mark =
                new OwnMarks(DerivedKeys.of(first).of(KeyPurpose.TEST_EVENTS), Optional.empty())
                        .headers(ACCOUNT, EVENT)
                        .values()
                        .iterator()
                        .next();

        assertThat(
                        marks(DerivedKeys.of(first))
                                .forgery(Map.of("hooklane-own", mark), ACCOUNT, EVENT, Instant.MAX))
                .isPresent();
    }

    @Test
    void whileSecretsAloneAreSealedMarksAreTheSame() {
        DerivedKeys earlierForm = DerivedKeys.of(first).sealingWithMaster();

        assertThat(takes(earlierForm, DerivedKeys.of(first))).isTrue();
        assertThat(takes(DerivedKeys.of(first), earlierForm)).isTrue();
    }

    private static boolean takes(SecretKeys reader, SecretKeys writer) {
        return takes(DerivedKeys.of(reader), DerivedKeys.of(writer));
    }

    private static boolean takes(DerivedKeys reader, DerivedKeys writer) {
        return marks(reader)
                .forgery(marks(writer).headers(ACCOUNT, EVENT), ACCOUNT, EVENT, Instant.MAX)
                .isEmpty();
    }

    private static OwnMarks marks(DerivedKeys keys) {
        return new OwnMarks(keys.of(KeyPurpose.OWN_EVENTS), Optional.empty());
    }
}
