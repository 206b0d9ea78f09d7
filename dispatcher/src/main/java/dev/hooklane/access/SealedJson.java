package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.secret.TinkSecretCipher;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns JSON into text that only this installation can read or make, for URLs and cookies. Any
 * thread may use it.
 */
public final class SealedJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TinkSecretCipher cipher;
    private final byte[] purpose;

    /**
     * @param purpose a text that was sealed for another purpose does not open
     */
    public SealedJson(TinkSecretCipher cipher, String purpose) {
        this.cipher = cipher;
        this.purpose = purpose.getBytes(UTF_8);
    }

    public String seal(JsonNode json) {
        return cipher.seal(purpose, JSON.writeValueAsBytes(json))
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
    }

    /**
     * Returns the sealed JSON; empty if this installation did not make the text for this purpose.
     */
    public Optional<JsonNode> open(String text) {
        try {
            byte[] plain = cipher.open(purpose, text.replace('-', '+').replace('_', '/'));
            return Optional.of(JSON.readTree(plain));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the sealed JSON; empty if it can't be opened or read. Another release may have sealed
     * more than this one knows, or in another form.
     */
    public <T> Optional<T> read(String text, Function<JsonNode, Optional<T>> reading) {
        Optional<JsonNode> opened = open(text);
        try {
            return opened.flatMap(reading);
        } catch (IllegalArgumentException | JacksonException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
