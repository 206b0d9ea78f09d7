package dev.hooklane.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** Encrypts nothing, for records that are encrypted as a whole. */
final class InClear implements SecretCipher {
    @Override
    public String seal(EndpointId endpoint, String secret) {
        return secret;
    }

    @Override
    public String open(EndpointId endpoint, String sealed) {
        return sealed;
    }

    @Override
    public String seal(byte[] bound, byte[] plain) {
        return new String(Base64.getEncoder().encode(plain), UTF_8);
    }

    @Override
    public byte[] open(byte[] bound, String sealed) {
        return Base64.getDecoder().decode(sealed);
    }

    @Override
    public Optional<String> keyOf(String sealed) {
        return Optional.empty();
    }

    @Override
    public boolean hasOtherKeys() {
        return false;
    }

    @Override
    public boolean isCurrent(String sealed) {
        return true;
    }
}
