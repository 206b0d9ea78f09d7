package dev.hooklane.road;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.hooklane.secret.FakeKms;

/** A KMS that instances find on the class path, as they do an installation's own. */
public final class RoadKms implements KmsClient {
    static final String URI = "road-kms://key";

    /** One for all clients: a KMS opens what it sealed before. */
    private static final FakeKms KMS = new FakeKms();

    /** How often it has opened something. */
    static int opened() {
        return KMS.opened();
    }

    @Override
    public boolean doesSupport(String uri) {
        return uri.equals(URI);
    }

    @Override
    public KmsClient withCredentials(String path) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String uri) {
        return KMS;
    }
}
