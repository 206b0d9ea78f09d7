package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.ApiKey;
import dev.hooklane.access.ApiKeyId;
import dev.hooklane.access.KeyCodec;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.IdCode;
import dev.hooklane.secret.StableCipher;

/**
 * Seals whole endpoints and keys for manifests. The same one is the same text each time, and opens
 * under its own id alone.
 */
final class ManifestSeal {
    private static final EndpointCodec CODEC = EndpointCodec.inClear();

    private final StableCipher cipher;

    ManifestSeal(StableCipher cipher) {
        this.cipher = cipher;
    }

    String seal(Endpoint endpoint) {
        return cipher.seal(bound("endpoint", endpoint.id().value()), CODEC.write(endpoint));
    }

    /**
     * @throws IllegalArgumentException if this installation did not seal it for that id
     */
    Endpoint endpoint(EndpointId id, String sealed) {
        return CODEC.read(cipher.open(bound("endpoint", id.value()), sealed));
    }

    String seal(ApiKey key) {
        return cipher.seal(bound("key", key.id().value()), KeyCodec.write(key));
    }

    /**
     * @throws IllegalArgumentException if this installation did not seal it for that id
     */
    ApiKey key(ApiKeyId id, String sealed) {
        return KeyCodec.read(cipher.open(bound("key", id.value()), sealed));
    }

    /** Returns the id of the endpoint that manifests know by a name; always the same one. */
    EndpointId idOf(AccountId account, String name) {
        String sealed = cipher.seal(bound("name", account.value()), name.getBytes(UTF_8));
        String hash = Hashes.sha256(sealed.getBytes(UTF_8));
        int half = EndpointId.CODE_LENGTH / 2;
        return new EndpointId(
                EndpointId.PREFIX
                        + IdCode.of(Long.parseUnsignedLong(hash.substring(0, 16), 16), half)
                        + IdCode.of(Long.parseUnsignedLong(hash.substring(16, 32), 16), half));
    }

    private static byte[] bound(String kind, String id) {
        return String.join("\n", "hooklane manifest 1", kind, id).getBytes(UTF_8);
    }
}
