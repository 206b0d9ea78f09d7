package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The signing keys in an endpoint's record: public keys in clear, private ones sealed. A record
 * with them has a version of its own, so that an earlier release holds the endpoint's deliveries
 * and does not send them without the signature that the customer checks.
 */
final class SigningKeyJson {
    static final String SIGNING_KEYS = "signingKeys";
    static final int VERSION = 3;

    private static final String PUBLIC = "publicKey";
    private static final String SEALED = "sealed";
    private static final String CREATED_AT = "createdAt";
    private static final String VALID_UNTIL = "validUntil";

    private SigningKeyJson() {}

    static void write(Endpoint endpoint, SecretCipher cipher, ObjectNode json) {
        if (endpoint.signingKeys().isEmpty()) {
            return;
        }
        ArrayNode keys = json.putArray(SIGNING_KEYS);
        for (SigningKey key : endpoint.signingKeys()) {
            ObjectNode node = keys.addObject();
            node.put(PUBLIC, key.publicKey());
            node.put(SEALED, key.sealed() ? key.privateKey() : seal(endpoint, key, cipher));
            node.put(CREATED_AT, key.createdAt().toString());
            key.validUntil().ifPresent(until -> node.put(VALID_UNTIL, until.toString()));
        }
    }

    private static String seal(Endpoint endpoint, SigningKey key, SecretCipher cipher) {
        return cipher.seal(
                SigningKey.bound(endpoint.account(), endpoint.id(), key.publicKey()),
                key.privateBytes());
    }

    static List<SigningKey> read(
            AccountId account, EndpointId id, JsonNode json, SecretCipher cipher) {
        List<SigningKey> keys = new ArrayList<>();
        json.path(SIGNING_KEYS).forEach(node -> keys.add(key(account, id, node, cipher)));
        return keys;
    }

    private static SigningKey key(
            AccountId account, EndpointId id, JsonNode node, SecretCipher cipher) {
        String publicKey = node.required(PUBLIC).asString();
        String sealed = node.required(SEALED).asString();
        Instant createdAt = Instant.parse(node.required(CREATED_AT).asString());
        Optional<Instant> validUntil =
                Optional.ofNullable(node.get(VALID_UNTIL))
                        .map(until -> Instant.parse(until.asString()));
        try {
            byte[] plain = cipher.open(SigningKey.bound(account, id, publicKey), sealed);
            return new SigningKey(
                    publicKey,
                    Base64.getEncoder().encodeToString(plain),
                    createdAt,
                    validUntil,
                    false);
        } catch (IllegalArgumentException e) {
            return new SigningKey(publicKey, sealed, createdAt, validUntil, true);
        }
    }

    /** Reports whether a private key in a record was sealed with another key than is used now. */
    static boolean isSealedByOtherKey(JsonNode json, SecretCipher cipher) {
        return json.path(SIGNING_KEYS).values().stream()
                .anyMatch(key -> !cipher.isCurrent(key.path(SEALED).asString("")));
    }
}
