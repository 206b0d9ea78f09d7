package dev.hooklane.config;

import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys of an instance, in clear.
 *
 * @param keyset a Tink keyset as JSON, or derived keys
 * @param seal how much is encrypted, and with which keys
 * @param ownEventsUnmarkedUntil an event of Hooklane's own that Kafka got before then needs no mark
 */
public record InstanceKeys(
        String keyset, SecretKeySettings.Seal seal, Optional<Instant> ownEventsUnmarkedUntil) {
    /**
     * Returns the keys for each purpose.
     *
     * @throws IllegalArgumentException if the text holds no keys
     */
    public DerivedKeys byPurpose() {
        DerivedKeys keys = DerivedKeys.parse(keyset);
        return switch (seal) {
            case ALL -> keys;
            case SECRETS -> keys.sealingWithMaster();
        };
    }

    /**
     * Returns the marks of events of Hooklane's own types.
     *
     * @throws IllegalArgumentException if the text holds no keys
     */
    public OwnMarks ownMarks() {
        return new OwnMarks(byPurpose().of(KeyPurpose.OWN_EVENTS), ownEventsUnmarkedUntil);
    }

    @Override
    public String toString() {
        return "InstanceKeys[hidden]";
    }
}
