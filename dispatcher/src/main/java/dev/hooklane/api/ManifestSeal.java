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
import java.util.Optional;

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
        return new EndpointId(
                EndpointId.PREFIX
                        + code(bound("name", account.value()), name, EndpointId.CODE_LENGTH));
    }

    /** Returns the id of the key that manifests know by a name; always the same one. */
    ApiKeyId idOf(Optional<AccountId> account, String name) {
        byte[] bound = bound("key name", account.map(AccountId::value).orElse(""));
        return new ApiKeyId(ApiKeyId.PREFIX + code(bound, name, ApiKeyId.CODE_LENGTH));
    }

    private String code(byte[] bound, String name, int length) {
        String hash = Hashes.sha256(cipher.seal(bound, name.getBytes(UTF_8)).getBytes(UTF_8));
        return IdCode.of(Long.parseUnsignedLong(hash.substring(0, 16), 16), length / 2)
                + IdCode.of(Long.parseUnsignedLong(hash.substring(16, 32), 16), length / 2);
    }

    private static byte[] bound(String kind, String id) {
        return String.join("\n", "hooklane manifest 1", kind, id).getBytes(UTF_8);
    }
}
