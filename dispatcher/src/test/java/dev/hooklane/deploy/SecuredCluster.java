package dev.hooklane.deploy;

import dev.hooklane.command.CommandContext;
import dev.hooklane.command.HooklaneCommand;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.embedded.SecuredBroker;
import dev.hooklane.embedded.TemporaryDirectory;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.topic.TopicLayout;
import dev.hooklane.topic.TopicSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.awaitility.Awaitility;
import picocli.CommandLine;

/**
 * A Kafka with TLS, passwords and access lists, on which each user may do what {@code
 * deploy/kafka/acls.txt} lists. For one thread.
 */
final class SecuredCluster implements AutoCloseable {
    private static final TopicLayout LAYOUT =
            new TopicLayout(KafkaAcls.PREFIX, 1, (short) 1, 1, 1 << 30);

    static final String API_KEY = "an-operator-key-of-31-characters";
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);
    private static final String SECRETS_KEY = SecretKeys.generate().toJson();

    private final TemporaryDirectory directory = TemporaryDirectory.make();
    private final SecuredBroker broker = SecuredBroker.start(directory.path().resolve("kafka"));
    private final Path configFile = directory.path().resolve("hooklane.yaml");

    SecuredCluster() throws IOException {
        Files.writeString(configFile, "");
    }

    /** What one call of the program printed, and its exit code. */
    record Ran(int exitCode, String out, String err) {}

    Admin admin() {
        return broker.admin();
    }

    /** Gives `hooklane topics apply` something to do that takes this operation. */
    void unsettle(String operation) throws ExecutionException, InterruptedException {
        TopicSpec spec =
                KafkaAcls.topics().specs().stream()
                        .filter(TopicSpec::coPartitioned)
                        .findFirst()
                        .orElseThrow();
        admin().deleteTopics(List.of(spec.name())).all().get();
        Awaitility.await("topic %s is gone".formatted(spec.name()))
                .atMost(KNOWN_WITHIN)
                .until(() -> !admin().listTopics().names().get().contains(spec.name()));
        if (!operation.equals("Create")) {
            // With fewer partitions than it has to have, or without its settings.
            Map<String, String> settings =
                    operation.equals("Alter") ? spec.config(LAYOUT) : Map.of();
            NewTopic topic = new NewTopic(spec.name(), 1, (short) 1).configs(settings);
            admin().createTopics(List.of(topic)).all().get();
            // The controller has made it; the broker, which is asked, learns of it a moment later.
            Awaitility.await("topic %s is known".formatted(spec.name()))
                    .atMost(KNOWN_WITHIN)
                    .until(() -> admin().listTopics().names().get().contains(spec.name()));
        }
    }

    /** How that user's Kafka clients connect. */
    Map<String, String> client(String user) {
        return broker.client(user, user);
    }

    /** The lines of the file that are about any of these. */
    static List<KafkaAcls.Line> lines(String... holders) throws IOException {
        List<String> wanted = Arrays.asList(holders);
        return KafkaAcls.read().stream().filter(line -> wanted.contains(line.holder())).toList();
    }

    /** Makes a user who may do what the file lists for these. */
    void addUser(String user, String... holders)
            throws IOException, ExecutionException, InterruptedException {
        broker.addUser(user);
        for (KafkaAcls.Line line : lines(holders)) {
            grant(user, line);
        }
    }

    /** Makes a topic that a source may read, and its owner write. */
    void addShopTopic(String topic, String reader, String writer)
            throws ExecutionException, InterruptedException {
        admin().createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        grant(reader, new KafkaAcls.Line(reader, "topic", "literal", topic, List.of("Read")));
        grant(writer, new KafkaAcls.Line(writer, "topic", "literal", topic, List.of("Write")));
    }

    void grant(String user, KafkaAcls.Line line) throws ExecutionException, InterruptedException {
        Set<AclBinding> bindings = line.bindings(user);
        admin().createAcls(bindings).all().get();
        await(user, granted -> granted.containsAll(bindings));
    }

    void revoke(String user, KafkaAcls.Line line) throws ExecutionException, InterruptedException {
        Set<AclBinding> bindings = line.bindings(user);
        admin().deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all().get();
        await(user, granted -> bindings.stream().noneMatch(granted::contains));
    }

    private void await(String user, Predicate<Collection<AclBinding>> condition) {
        AclBindingFilter ofUser =
                new AclBindingFilter(
                        ResourcePatternFilter.ANY,
                        new AccessControlEntryFilter(
                                "User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
        Awaitility.await("access lists of " + user)
                .atMost(KNOWN_WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        condition.test(new HashSet<>(admin().describeAcls(ofUser).values().get())));
    }

    /** The settings of an instance that connects as that user. */
    HooklaneConfig config(String user, String roles, Map<String, String> more) {
        return ConfigReader.read("", environment(user, user, roles), more);
    }

    /** Runs a command of the program, as that user. */
    Ran run(String user, String password, String roles, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                HooklaneCommand.commandLine(
                        new CommandContext(
                                environment(user, password, roles),
                                directory.path(),
                                InputStream.nullInputStream(),
                                false));
        program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = configFile.toString();
        int exitCode = program.execute(all);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private Map<String, String> environment(String user, String password, String roles) {
        Map<String, String> settings = new HashMap<>();
        broker.client(user, password)
                .forEach((name, value) -> settings.put("kafka." + name, value));
        settings.put("instance", user);
        settings.put("roles", roles);
        settings.put("state-dir", directory.path().resolve("state-" + user).toString());
        settings.put("topics.partitions", "2");
        settings.put("topics.replication-factor", "1");
        settings.put("topics.min-insync-replicas", "1");
        settings.put("retry.schedule", "0s,300ms");
        settings.put("endpoints.failing-after", "2");
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", "127.0.0.0/8");
        settings.put("api.host", "127.0.0.1");
        settings.put("api.port", "0");
        settings.put("api.key", API_KEY);
        settings.put("secrets.key", SECRETS_KEY);
        Map<String, String> environment = new HashMap<>();
        settings.forEach((key, value) ->
                environment.put(
                        "HOOKLANE_"
                                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                        value));
        return environment;
    }

    @Override
    public void close() {
        broker.close();
        directory.close();
    }
}
