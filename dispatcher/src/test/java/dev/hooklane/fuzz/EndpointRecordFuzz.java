package dev.hooklane.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.util.Optional;

/** Records of endpoints and of what attempts have shown of them. */
final class EndpointRecordFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;
    private static final byte[] KEY = "acct_1/ep_4m1k7rcn0v8w2x3y".getBytes(UTF_8);
    private static final EndpointCodec CODEC =
            new EndpointCodec(TinkSecretCipher.of(SecretKeys.generate().toJson()));

    private EndpointRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(REFUSAL, () -> EndpointCodec.accountOf(input));
        Promise.decodesOrRefuses(REFUSAL, () -> EndpointCodec.endpointOf(input));
        Promise.decodesOrRefuses(REFUSAL, () -> CODEC.read(input));
        Promise.decodesOrRefuses(REFUSAL, () -> CODEC.readWithoutKey(input));
        Promise.decodesOrRefuses(REFUSAL, () -> CODEC.isSealedByOtherKey(input));
        EndpointCodec.unreadable(KEY, input, Optional.empty());
        if (HealthCodec.isKey(input)) {
            Promise.decodesOrRefuses(REFUSAL, () -> HealthCodec.endpointOf(input));
        }
        Promise.decodesOrRefuses(REFUSAL, () -> HealthCodec.read(input))
                .ifPresent(health ->
                        Promise.isKept(health, HealthCodec.read(HealthCodec.write(health))));
    }
}
