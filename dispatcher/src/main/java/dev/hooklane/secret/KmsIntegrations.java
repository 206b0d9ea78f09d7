package dev.hooklane.secret;

import com.google.crypto.tink.KmsClient;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Tink's integrations of KMSs. They are not in Hooklane's jar, because with what they need they are
 * larger than all the rest of it; an installation that uses one adds it to its class path.
 */
final class KmsIntegrations {
    private record Integration(String className, String artifact) {}

    private static final Map<String, Integration> KNOWN =
            Map.of(
                    "aws-kms://",
                    new Integration(
                            "com.google.crypto.tink.integration.awskms.AwsKmsClient",
                            "tink-awskms"),
                    "gcp-kms://",
                    new Integration(
                            "com.google.crypto.tink.integration.gcpkms.GcpKmsClient",
                            "tink-gcpkms"));

    private KmsIntegrations() {}

    /**
     * Returns a new client for a key: one that the class path offers as a service, or else Tink's.
     *
     * @throws IllegalArgumentException if there is none
     */
    static KmsClient of(String uri) {
        Optional<KmsClient> offered =
                ServiceLoader.load(KmsClient.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(client -> client.doesSupport(uri))
                        .findFirst();
        return offered.orElseGet(() -> known(uri));
    }

    private static KmsClient known(String uri) {
        Integration integration =
                KNOWN.entrySet().stream()
                        .filter(each -> uri.startsWith(each.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "master key %s is of no known KMS; aws-kms:// and gcp-kms:// are known"
                                                .formatted(uri)));
        try {
            return Class.forName(integration.className())
                    .asSubclass(KmsClient.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    "master key %s needs %s, which is not on the class path; docs/OPERATIONS.md says how to add it"
                            .formatted(uri, integration.artifact()),
                    e);
        }
    }
}
