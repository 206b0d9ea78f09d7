package dev.hooklane.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that takes clients over TLS with a user's SCRAM password, and lets each do what access
 * lists allow it. A second listener, for the test alone, lets anyone do everything.
 */
public final class SecuredBroker implements AutoCloseable {
    private static final String LISTENER = "SECURE";
    private static final int ITERATIONS = 4_096;

    private final HeldCertificate certificate =
            new HeldCertificate.Builder()
                    .commonName("broker")
                    .addSubjectAlternativeName(LoopbackPort.HOST)
                    .build();
    private final int port = LoopbackPort.free();
    private final EmbeddedBroker broker;
    private final Admin admin;

    private SecuredBroker(Path directory) {
        broker = EmbeddedBroker.start(directory, 0, this::secured);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    public static SecuredBroker start(Path directory) {
        return new SecuredBroker(directory);
    }

    /** Where anyone may do everything. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** May do everything; closed with the broker. */
    public Admin admin() {
        return admin;
    }

    /** Makes a user, whose password is its name. */
    public void addUser(String user) throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(
                        List.of(
                                new UserScramCredentialUpsertion(
                                        user,
                                        new ScramCredentialInfo(
                                                ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                                        user)))
                .all()
                .get();
    }

    /** Lets a user read whatever of that type has a name that begins so. */
    public void allowReading(String user, ResourceType type, String prefix)
            throws ExecutionException, InterruptedException {
        allow(user, type, prefix, AclOperation.READ);
    }

    /** Lets a user do that with whatever of that type has a name that begins so. */
    public void allow(String user, ResourceType type, String prefix, AclOperation operation)
            throws ExecutionException, InterruptedException {
        admin.createAcls(
                        List.of(
                                new AclBinding(
                                        new ResourcePattern(type, prefix, PatternType.PREFIXED),
                                        new AccessControlEntry(
                                                "User:" + user,
                                                "*",
                                                operation,
                                                AclPermissionType.ALLOW))))
                .all()
                .get();
    }

    /** How that user's Kafka clients connect, by Kafka's names. */
    public Map<String, String> client(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                LoopbackPort.HOST + ":" + port,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                certificate.certificatePem());
    }

    private Map<String, Object> secured(Map<String, Object> properties) {
        Map<String, Object> secured = new HashMap<>(properties);
        String listener = ",%s://%s:%d".formatted(LISTENER, LoopbackPort.HOST, port);
        secured.merge("listeners", listener, (all, more) -> all.toString() + more);
        secured.merge("advertised.listeners", listener, (all, more) -> all.toString() + more);
        secured.merge(
                "listener.security.protocol.map",
                "," + LISTENER + ":SASL_SSL",
                (all, more) -> all.toString() + more);
        secured.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        secured.put(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        secured.put("ssl.keystore.type", "PEM");
        secured.put("ssl.keystore.certificate.chain", certificate.certificatePem());
        secured.put("ssl.keystore.key", certificate.privateKeyPkcs8Pem());
        secured.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The broker itself and the test, on the listeners that ask for no name.
        secured.put("super.users", "User:ANONYMOUS");
        return secured;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
