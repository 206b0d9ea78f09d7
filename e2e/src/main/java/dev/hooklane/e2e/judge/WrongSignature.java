package dev.hooklane.e2e.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.e2e.receiver.Request;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Every request carries both signatures, as customers check them. */
final class WrongSignature implements Judge {
    @Override
    public String name() {
        return "signature";
    }

    @Override
    public String summary() {
        return "requests whose signatures or times are not right";
    }

    /** The tolerance of the Standard Webhooks libraries. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @Override
    public List<String> breaches(Evidence evidence) {
        Map<String, Endpoint> endpoints = evidence.endpointsByPath();
        List<String> wrong = new ArrayList<>();
        for (Request request : evidence.requests()) {
            Endpoint endpoint = endpoints.get(request.path());
            if (endpoint != null) {
                judge(request, endpoint.secret(), wrong);
            }
        }
        return wrong;
    }

    private static void judge(Request request, String secret, List<String> wrong) {
        String hex =
                "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), request.body()));
        if (!request.header("x-mga-signature").equals(hex)) {
            wrong.add(request + " has a wrong X-MGA-Signature");
        }
        String timestamp = request.header("webhook-timestamp");
        byte[] key = Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1));
        String signed = "%s.%s.%s".formatted(request.event(), timestamp, request.body());
        String standard = "v1," + Base64.getEncoder().encodeToString(hmac(key, signed));
        if (!List.of(request.header("webhook-signature").split(" ", -1)).contains(standard)) {
            wrong.add(request + " has a wrong webhook-signature");
        }
        if (!timestamp.matches("[0-9]{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), request.at())
                                .abs()
                                .compareTo(TOLERANCE)
                        > 0) {
            wrong.add(request + " has the webhook-timestamp " + timestamp);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }
}
