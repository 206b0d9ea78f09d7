package dev.hooklane.secret;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/** A KMS in this process that can be away. */
public final class FakeKms implements Aead {
    public static final String URI = "fake-kms://key";

    private final Aead aead = SecretKeys.generate().aead();
    private int failing;
    private int opened;

    public MasterKey masterKey() {
        return new MasterKey(URI, this);
    }

    public void failNext(int count) {
        failing = count;
    }

    public int opened() {
        return opened;
    }

    @Override
    public byte[] encrypt(byte[] plain, byte[] bound) throws GeneralSecurityException {
        return aead.encrypt(plain, bound);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
        if (failing > 0) {
            failing--;
            throw new GeneralSecurityException(
                    "decryption failed", new IllegalStateException("the KMS is away"));
        }
        opened++;
        return aead.decrypt(sealed, bound);
    }
}
