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

    private static final String STANDARD_VERSION = "v1,";

    private final HeaderNames names;
    private final InstantSource clock;
    private final CopyOnWriteArrayList<SigningSecret> secrets = new CopyOnWriteArrayList<>();

    SignatureVerification(HeaderNames names, InstantSource clock) {
        this.names = names;
        this.clock = clock;
    }

    /** Accepts one more secret; the earlier ones stay valid. */
    void use(String secret) {
        secrets.add(SigningSecret.parse(secret));
    }

    /** Checks the HMAC of the body alone. */
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
     * secrets.
     */
    SignatureVerdict checkStandard(RequestHeaders headers, byte[] body) {
        if (secrets.isEmpty()) {
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
        List<String> claimed = versionOne(headers.first(STANDARD_HEADER).orElseThrow());
        if (claimed.isEmpty()) {
            return new SignatureVerdict.Invalid(STANDARD_HEADER + " holds no v1 signature");
        }
        return matching(secret -> {
            String expected =
                    Base64.getEncoder().encodeToString(secret.standardMac(id, timestamp, body));
            return anySame(claimed, expected);
        });
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
                : new SignatureVerdict.Invalid("doesn't match the body under any known secret");
    }

    private static List<String> versionOne(String header) {
        return List.of(header.split(" ", -1)).stream()
                .filter(signature -> signature.startsWith(STANDARD_VERSION))
                .map(signature -> signature.substring(STANDARD_VERSION.length()))
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
