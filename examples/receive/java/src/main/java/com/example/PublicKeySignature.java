package com.example;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

final class PublicKeySignature {
    // body: the raw bytes as they came, such as a @RequestBody byte[]
    // id, time, signatures: the headers webhook-id, webhook-timestamp, webhook-signature
    // publicKey: the webhook's, whpk_ included
    static boolean isGenuine(byte[] body, String id, String time, String signatures, String publicKey)
            throws GeneralSecurityException {
        if (signatures == null || time == null || !time.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(time));
        if (Duration.between(sent, Instant.now()).abs().toMinutes() >= 5) {
            return false;
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(HexFormat.of().parseHex("302a300506032b6570032100"));
        encoded.writeBytes(Base64.getDecoder().decode(publicKey.replaceFirst("^whpk_", "")));
        PublicKey key =
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
        for (String signature : signatures.split(" ")) {
            if (signature.startsWith("v1a,") && fits(signature.substring(4), key, id, time, body)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String base64, PublicKey key, String id, String time, byte[] body)
            throws GeneralSecurityException {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(key);
        ed25519.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
        ed25519.update(body);
        try {
            return ed25519.verify(Base64.getDecoder().decode(base64));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        }
    }
}
