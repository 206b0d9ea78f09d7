package dev.hooklane.endpoint;

import java.util.Optional;

/**
 * The cipher of an instance that has no key and needs none: it opens nothing, and seals nothing.
 */
final class NoKey implements SecretCipher {
    @Override
    public String seal(EndpointId endpoint, String secret) {
        throw noKey();
    }

    @Override
    public String open(EndpointId endpoint, String sealed) {
        throw new IllegalArgumentException("this instance has no key for endpoints");
    }

    @Override
    public String seal(byte[] bound, byte[] plain) {
        throw noKey();
    }

    @Override
    public byte[] open(byte[] bound, String sealed) {
        throw new IllegalArgumentException("this instance has no key for endpoints");
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

    private static IllegalStateException noKey() {
        return new IllegalStateException("this instance has no key for endpoints");
    }
}
