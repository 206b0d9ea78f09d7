package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import dev.hooklane.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureVerificationTest {

    /** The example of the Standard Webhooks reference libraries. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1_614_265_330L;
    private static final byte[] BODY = bytes("{\"test\": 2432232314}");
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /** {@code openssl dgst -sha256 -hmac $SECRET} over the body. */
    private static final String BODY_SIGNATURE =
            "sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c";

    private static final String OTHER_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final SignatureVerdict VALID = new SignatureVerdict.Valid();
    private static final SignatureVerdict MISMATCH =
            new SignatureVerdict.Invalid("doesn't match the body under any known secret");

    @Test
    void publishedExampleIsValid() {
        assertThat(knowing(SECRET).checkStandard(standard(Map.of()), BODY)).isEqualTo(VALID);
    }

    @Test
    void whatTheOfficialLibrarySignsIsValid() throws Exception {
        byte[] body = bytes("{\"id\":\"evt_1\",\"data\":{\"text\":\"žluťoučký 🐎\"}}");
        String signature =
                new Webhook(SECRET).sign(ID, TIMESTAMP, new String(body, StandardCharsets.UTF_8));

        assertThat(
                        knowing(SECRET)
                                .checkStandard(
                                        standard(Map.of("webhook-signature", signature)), body))
                .isEqualTo(VALID);
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        RequestHeaders headers =
                standard(Map.of("webhook-signature", "v1a,AAAA v1,BBBB " + SIGNATURE));

        assertThat(knowing(SECRET).checkStandard(headers, BODY)).isEqualTo(VALID);
    }

    @Test
    void oneOfSeveralSecretsIsEnough() {
        SignatureVerification verification = knowing(OTHER_SECRET);
        verification.use(SECRET);

        assertThat(verification.checkStandard(standard(Map.of()), BODY)).isEqualTo(VALID);
        assertThat(verification.checkBodySignature(signed(BODY_SIGNATURE), BODY)).isEqualTo(VALID);
    }

    @Test
    void anotherSecretDoesNotMatch() {
        assertThat(knowing(OTHER_SECRET).checkStandard(standard(Map.of()), BODY))
                .isEqualTo(MISMATCH);
        assertThat(knowing(OTHER_SECRET).checkBodySignature(signed(BODY_SIGNATURE), BODY))
                .isEqualTo(MISMATCH);
    }

    @Test
    void anyChangedByteOfTheBodyDoesNotMatch() {
        for (int i = 0; i < BODY.length; i++) {
            byte[] changed = BODY.clone();
            changed[i] ^= 1;

            assertThat(knowing(SECRET).checkStandard(standard(Map.of()), changed))
                    .isEqualTo(MISMATCH);
            assertThat(knowing(SECRET).checkBodySignature(signed(BODY_SIGNATURE), changed))
                    .isEqualTo(MISMATCH);
        }
    }

    @Test
    void idAndTimestampAreSignedToo() {
        assertThat(knowing(SECRET).checkStandard(standard(Map.of("webhook-id", "msg_2")), BODY))
                .isEqualTo(MISMATCH);
        assertThat(
                        knowing(SECRET)
                                .checkStandard(
                                        standard(Map.of("webhook-timestamp", "" + (TIMESTAMP + 1))),
                                        BODY))
                .isEqualTo(MISMATCH);
    }

    @Test
    void timestampMayBeFiveMinutesOffAndNoMore() {
        assertThat(at(TIMESTAMP + 300).checkStandard(standard(Map.of()), BODY)).isEqualTo(VALID);
        assertThat(at(TIMESTAMP - 300).checkStandard(standard(Map.of()), BODY)).isEqualTo(VALID);
        assertThat(at(TIMESTAMP + 301).checkStandard(standard(Map.of()), BODY))
                .isEqualTo(
                        new SignatureVerdict.Invalid(
                                "webhook-timestamp is more than 300 s in the past"));
        assertThat(at(TIMESTAMP - 301).checkStandard(standard(Map.of()), BODY))
                .isEqualTo(
                        new SignatureVerdict.Invalid("webhook-timestamp is more than 300 s ahead"));
    }

    @Test
    void timestampThatIsNoNumberIsNamed() {
        RequestHeaders headers = standard(Map.of("webhook-timestamp", "2024-01-15T10:30:00Z"));

        assertThat(knowing(SECRET).checkStandard(headers, BODY))
                .isEqualTo(
                        new SignatureVerdict.Invalid(
                                "webhook-timestamp is not a number of seconds"));
    }

    @Test
    void eachMissingHeaderIsNamed() {
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            assertThat(knowing(SECRET).checkStandard(standard(Map.of(name, "")), BODY))
                    .isEqualTo(new SignatureVerdict.Invalid("no %s header".formatted(name)));
        }
        assertThat(knowing(SECRET).checkBodySignature(headers(Map.of()), BODY))
                .isEqualTo(new SignatureVerdict.Invalid("no X-MGA-Signature header"));
    }

    @Test
    void bodySignatureIsKeyedByTheWholeTextOfTheSecret() {
        assertThat(knowing(SECRET).checkBodySignature(signed(BODY_SIGNATURE), BODY))
                .isEqualTo(VALID);
    }

    @Test
    void bodySignatureNeedsItsPrefix() {
        assertThat(knowing(SECRET).checkBodySignature(signed(BODY_SIGNATURE.substring(7)), BODY))
                .isEqualTo(
                        new SignatureVerdict.Invalid("X-MGA-Signature doesn't start with sha256="));
    }

    @Test
    void nothingIsCheckedWithoutASecret() {
        assertThat(knowing().checkStandard(standard(Map.of()), BODY))
                .isEqualTo(new SignatureVerdict.NotChecked());
        assertThat(knowing().checkBodySignature(signed(BODY_SIGNATURE), BODY))
                .isEqualTo(new SignatureVerdict.NotChecked());
    }

    @Test
    void aPublicKeyVerifiesWhatItsKeyPairSigned() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        RequestHeaders headers =
                standard(Map.of("webhook-signature", SIGNATURE + " v1a," + signature(pair, BODY)));

        assertThat(knowing(publicText(pair)).checkStandard(headers, BODY)).isEqualTo(VALID);
        assertThat(knowing(OTHER_SECRET, publicText(pair)).checkStandard(headers, BODY))
                .isEqualTo(VALID);
        assertThat(knowing(publicText(pair)).checkBodySignature(signed(BODY_SIGNATURE), BODY))
                .isEqualTo(new SignatureVerdict.NotChecked());
    }

    @Test
    void whatAnotherKeyPairSignedOrWasChangedDoesNotMatch() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SignatureVerdict mismatch =
                new SignatureVerdict.Invalid(
                        "doesn't match the body under any known secret or public key");

        for (String signature :
                List.of(
                        signature(other, BODY),
                        signature(pair, bytes("{}")),
                        "AAAA",
                        "no base64")) {
            RequestHeaders headers =
                    standard(Map.of("webhook-signature", SIGNATURE + " v1a," + signature));
            assertThat(knowing(publicText(pair)).checkStandard(headers, BODY)).isEqualTo(mismatch);
        }
        assertThat(
                        knowing(publicText(pair))
                                .checkStandard(
                                        standard(
                                                Map.of(
                                                        "webhook-signature",
                                                        "v1a," + signature(pair, BODY),
                                                        "webhook-id",
                                                        "msg_2")),
                                        BODY))
                .isEqualTo(mismatch);
    }

    @Test
    void aPublicKeyNeedsASignatureByAKeyPair() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        assertThat(knowing(publicText(pair)).checkStandard(standard(Map.of()), BODY))
                .isEqualTo(
                        new SignatureVerdict.Invalid("webhook-signature holds no v1a signature"));
    }

    @Test
    void aBadPublicKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> knowing("whpk_!"))
                .withMessage("public key: no base64 after whpk_");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> knowing("whpk_AAAA"))
                .withMessage("public key: 3 bytes after whpk_, it needs 32");
    }

    private static String publicText(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return "whpk_"
                + Base64.getEncoder()
                        .encodeToString(
                                Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String signature(KeyPair pair, byte[] body) throws Exception {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(bytes(ID + "." + TIMESTAMP + "."));
        signer.update(body);
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    @Test
    void badSecretIsRefusedAndNeverShown() {
        for (String secret : List.of("hunter2", "whsec_", "whsec_hunter2!")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> knowing(secret))
                    .withMessageStartingWith("secret: ")
                    .withMessageNotContaining("hunter2");
        }
        assertThat(SigningSecret.parse(SECRET).toString()).doesNotContain("MfKQ");
    }

    private static SignatureVerification knowing(String... secrets) {
        return knowingAt(TIMESTAMP, secrets);
    }

    private static SignatureVerification at(long seconds) {
        return knowingAt(seconds, SECRET);
    }

    private static SignatureVerification knowingAt(long seconds, String... secrets) {
        SignatureVerification verification =
                new SignatureVerification(
                        HeaderNames.defaults(),
                        InstantSource.fixed(Instant.ofEpochSecond(seconds)));
        for (String secret : secrets) {
            verification.use(secret);
        }
        return verification;
    }

    private static RequestHeaders standard(Map<String, String> changes) {
        Map<String, List<String>> headers =
                new TreeMap<>(
                        Map.of(
                                "webhook-id", List.of(ID),
                                "webhook-timestamp", List.of(Long.toString(TIMESTAMP)),
                                "webhook-signature", List.of(SIGNATURE)));
        changes.forEach((name, value) -> headers.put(name, List.of(value)));
        return headers(headers);
    }

    private static RequestHeaders signed(String signature) {
        return headers(Map.of("x-mga-signature", List.of(signature)));
    }

    private static RequestHeaders headers(Map<String, List<String>> values) {
        return new RequestHeaders(values, HeaderNames.defaults());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
