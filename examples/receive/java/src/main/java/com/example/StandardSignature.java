package com.example;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class StandardSignature {
    // body: the raw bytes as they came, such as a @RequestBody byte[]
    // id, time, signatures: the headers webhook-id, webhook-timestamp, webhook-signature
    // secret: the webhook's, whsec_ included
    static boolean isGenuine(byte[] body, String id, String time, String signatures, String secret)
            throws GeneralSecurityException {
        if (signatures == null || time == null || !time.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(time));
        if (Duration.between(sent, Instant.now()).abs().toMinutes() >= 5) {
            return false;
        }
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        boolean genuine = false;
        for (String signature : signatures.split(" ")) {
            genuine |=
                    MessageDigest.isEqual(
                            expected.getBytes(StandardCharsets.UTF_8),
                            signature.getBytes(StandardCharsets.UTF_8));
        }
        return genuine;
    }
}
