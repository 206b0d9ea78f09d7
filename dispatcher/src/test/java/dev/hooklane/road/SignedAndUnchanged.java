package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.hooklane.endpoint.EndpointSecret;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Every request, on every attempt, has the event's payload byte for byte as its body, the ids of
 * its event and delivery, and both signatures, as customers check them.
 */
final class SignedAndUnchanged implements Promise {
    @Override
    public void judge(Run run) {
        Map<String, Expected> byDelivery = new HashMap<>();
        for (Expected expected : run.expected()) {
            byDelivery.put(expected.delivery().value(), expected);
        }
        List<String> wrong = new ArrayList<>();
        for (SeenAttempt seen : run.seen()) {
            Expected expected = byDelivery.get(seen.delivery());
            if (expected == null) {
                wrong.add(seen + " was asked for by nobody");
            } else {
                judge(seen, expected, wrong);
            }
        }
        Promise.none("wrong requests", wrong);
    }

    private static void judge(SeenAttempt seen, Expected expected, List<String> wrong) {
        EndpointSecret newest = expected.endpoint().secrets().getFirst();
        if (!seen.body().equals(expected.event().payload())) {
            wrong.add(seen + " has another body");
        }
        if (!seen.event().equals(expected.event().id().value())) {
            wrong.add(seen + " has the event id " + seen.event());
        }
        if (!seen.endpoint().equals(expected.endpoint().id())) {
            wrong.add(seen + " went to " + seen.path());
        }
        if (!seen.header("x-mga-signature").equals("sha256=" + hmacHex(newest, seen))) {
            wrong.add(seen + " has a wrong X-MGA-Signature");
        }
        if (!hasStandardSignature(newest, seen)) {
            wrong.add(seen + " has a wrong webhook-signature");
        }
    }

    static String hmacHex(EndpointSecret secret, SeenAttempt seen) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.text().getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(seen.body().bytes()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    /** As the official library of Standard Webhooks sees it. */
    static boolean hasStandardSignature(EndpointSecret secret, SeenAttempt seen) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.put(name, List.of(seen.header(name)));
        }
        try {
            new Webhook(secret.text()).verify(new String(seen.body().bytes(), UTF_8), headers);
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
            return false;
        }
    }
}
