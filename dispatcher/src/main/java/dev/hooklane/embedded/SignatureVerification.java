package dev.hooklane.embedded;

import dev.hooklane.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Checks both signatures of a received request as a customer would, without any code of the signing
 * side. Any thread may call it.
 */
final class SignatureVerification {

    /** The largest difference allowed between the sender's clock and ours, in either direction. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    static final String ID_HEADER = "webhook-id";
    static final String TIMESTAMP_HEADER = "webhook-timestamp";
    static final String STANDARD_HEADER = "webhook-signature";

    private static final String BY_SECRET = "v1";
    private static final String BY_KEY_PAIR = "v1a";

    private final HeaderNames names;
    private final InstantSource clock;
    private final CopyOnWriteArrayList<SigningSecret> secrets = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<SigningPublicKey> publicKeys = new CopyOnWriteArrayList<>();

    SignatureVerification(HeaderNames names, InstantSource clock) {
        this.names = names;
        this.clock = clock;
    }

    /** Accepts one more secret or public key; the earlier ones stay valid. */
    void use(String secret) {
        if (secret.startsWith(SigningPublicKey.PREFIX)) {
            publicKeys.add(SigningPublicKey.parse(secret));
        } else {
            secrets.add(SigningSecret.parse(secret));
        }
    }

    /** Checks the HMAC of the body alone, for which a public key is of no use. */
    SignatureVerdict checkBodySignature(RequestHeaders headers, byte[] body) {
        if (secrets.isEmpty()) {
            return new SignatureVerdict.NotChecked();
        }
        String signature = headers.first(names.signature()).orElse("");
        if (signature.isEmpty()) {
            return missing(names.signature());
        }
        if (!signature.startsWith(names.signaturePrefix())) {
            return new SignatureVerdict.Invalid(
                    "%s doesn't start with %s"
                            .formatted(names.signature(), names.signaturePrefix()));
        }
        String claimed = signature.substring(names.signaturePrefix().length());
        return matching(secret -> same(claimed, HexFormat.of().formatHex(secret.bodyMac(body))));
    }

    /**
     * Checks the Standard Webhooks 1.0 signature: one of those sent must match one of the known
     * secrets or public keys.
     */
    SignatureVerdict checkStandard(RequestHeaders headers, byte[] body) {
        if (secrets.isEmpty() && publicKeys.isEmpty()) {
            return new SignatureVerdict.NotChecked();
        }
        for (String name : List.of(ID_HEADER, TIMESTAMP_HEADER, STANDARD_HEADER)) {
            if (headers.first(name).orElse("").isEmpty()) {
                return missing(name);
            }
        }
        String id = headers.first(ID_HEADER).orElseThrow();
        String timestamp = headers.first(TIMESTAMP_HEADER).orElseThrow();
        SignatureVerdict timely = checkTimestamp(timestamp);
        if (!(timely instanceof SignatureVerdict.Valid)) {
            return timely;
        }
        String signatures = headers.first(STANDARD_HEADER).orElseThrow();
        List<String> bySecret = secrets.isEmpty() ? List.of() : ofVersion(BY_SECRET, signatures);
        List<String> byKeyPair =
                publicKeys.isEmpty() ? List.of() : ofVersion(BY_KEY_PAIR, signatures);
        if (bySecret.isEmpty() && byKeyPair.isEmpty()) {
            return new SignatureVerdict.Invalid(
                    "%s holds no %s signature".formatted(STANDARD_HEADER, versions()));
        }
        boolean ofOwner =
                publicKeys.stream()
                        .anyMatch(key ->
                                byKeyPair.stream()
                                        .anyMatch(each -> key.verifies(each, id, timestamp, body)));
        return ofOwner
                ? new SignatureVerdict.Valid()
                : matching(secret ->
                        anySame(
                                bySecret,
                                Base64.getEncoder()
                                        .encodeToString(secret.standardMac(id, timestamp, body))));
    }

    private SignatureVerdict checkTimestamp(String timestamp) {
        long seconds;
        try {
            seconds = Long.parseLong(timestamp);
        } catch (NumberFormatException e) {
            return new SignatureVerdict.Invalid(TIMESTAMP_HEADER + " is not a number of seconds");
        }
        long now = clock.instant().getEpochSecond();
        long tolerated = TOLERANCE.toSeconds();
        if (seconds < now - tolerated) {
            return new SignatureVerdict.Invalid(
                    "%s is more than %d s in the past".formatted(TIMESTAMP_HEADER, tolerated));
        }
        if (seconds > now + tolerated) {
            return new SignatureVerdict.Invalid(
                    "%s is more than %d s ahead".formatted(TIMESTAMP_HEADER, tolerated));
        }
        return new SignatureVerdict.Valid();
    }

    /**
     * Tries every secret without stopping at the first match, so the time taken reveals nothing.
     */
    private SignatureVerdict matching(Predicate<SigningSecret> fits) {
        boolean found = false;
        for (SigningSecret secret : secrets) {
            found |= fits.test(secret);
        }
        return found
                ? new SignatureVerdict.Valid()
                : new SignatureVerdict.Invalid(
                        "doesn't match the body under any known "
                                + (publicKeys.isEmpty() ? "secret" : "secret or public key"));
    }

    /** Returns which versions can be checked. */
    private String versions() {
        if (publicKeys.isEmpty()) {
            return BY_SECRET;
        }
        return secrets.isEmpty() ? BY_KEY_PAIR : BY_SECRET + " or " + BY_KEY_PAIR;
    }

    private static List<String> ofVersion(String version, String header) {
        String prefix = version + ",";
        return List.of(header.split(" ", -1)).stream()
                .filter(signature -> signature.startsWith(prefix))
                .map(signature -> signature.substring(prefix.length()))
                .toList();
    }

    private static boolean anySame(List<String> claimed, String expected) {
        boolean found = false;
        for (String signature : claimed) {
            found |= same(signature, expected);
        }
        return found;
    }

    private static boolean same(String claimed, String expected) {
        return MessageDigest.isEqual(
                claimed.getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8));
    }

    private static SignatureVerdict missing(String header) {
        return new SignatureVerdict.Invalid("no %s header".formatted(header));
    }
}
