package dev.hooklane.config;

import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.event.EventType;
import dev.hooklane.topic.TopicLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the {@link HooklaneConfig} from a YAML file and the environment, or reports every problem.
 *
 * <p>The variable of a setting is {@code HOOKLANE_} and its key in upper case, with {@code _} for
 * {@code .} and {@code -}. It overrides the file.
 */
public final class ConfigReader {
    private static final String NAME_FORM = "[A-Za-z0-9._-]{1,100}";

    private ConfigReader() {}

    /**
     * Reads the configuration in a file.
     *
     * @param environment all variables; only those that begin with {@code HOOKLANE_} count
     * @param overrides settings by key that override both
     * @throws InvalidConfigException with every problem, if there is one
     */
    public static HooklaneConfig read(
            Path file, Map<String, String> environment, Map<String, String> overrides) {
        try {
            return read(Files.readString(file), environment, overrides);
        } catch (IOException e) {
            throw new InvalidConfigException(List.of("file %s can't be read".formatted(file)));
        }
    }

    /** Reads a file's text; if it is empty, only the environment and the overrides count. */
    public static HooklaneConfig read(
            String yaml, Map<String, String> environment, Map<String, String> overrides) {
        List<String> problems = new ArrayList<>();
        Map<String, String> file = FlatYaml.read(yaml, problems);
        SettingReader settings =
                new SettingReader(new SettingSources(file, environment, overrides));
        HooklaneConfig config = read(settings, hostName());
        problems.addAll(settings.problems());
        problems.addAll(unknown(settings));
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }

    /** Reads every setting. */
    static HooklaneConfig read(SettingReader settings, String hostName) {
        // All in one process, unless the load needs more.
        Set<Role> roles =
                new HashSet<>(
                        settings.choiceList(
                                "roles", "fan-out,delivery,control-plane,sources", Role.class));
        ApiSettings api = ApiSettings.read(settings, hostName, roles.contains(Role.CONTROL_PLANE));
        // It stays the same after a restart, so that Kafka gives the instance its partitions back
        // at once.
        String instance =
                settings.text(
                        "instance",
                        hostName + "-" + api.port(),
                        NAME_FORM,
                        "1 to 100 characters of A-Z a-z 0-9 . _ -");
        // Next to where the program was started; losing this folder does no harm.
        Path stateDir = Path.of(settings.text("state-dir", "hooklane-state", ".+", "a folder"));
        KafkaSettings kafka = KafkaSettingsReader.read(settings);
        TopicLayout topics = topics(settings);
        // Without an operator's decision, done work is not repeated and undone work is not skipped.
        BeginAt beginAt =
                settings.value(
                        "begin-at",
                        "refuse",
                        "refuse, earliest, latest, or a time such as 2026-01-31T06:00:00Z",
                        BeginAt::parse);
        RetrySettings retry = RetrySettings.read(settings);
        DeliverySettings delivery = DeliverySettings.read(settings);
        FanOutSettings fanOut = FanOutSettings.read(settings);
        EndpointRules endpoints = EndpointRules.read(settings);
        ConsoleSettings console = ConsoleSettings.read(settings, api.edge().tls().isPresent());
        EgressSettings egress = EgressSettings.read(settings);
        SecretKeySettings secrets = SecretKeySettings.read(settings);
        FixedTypes catalogue = catalogue(settings);
        QuotaSettings quotas = QuotaSettings.read(settings, fanOut);
        // A copy on another instance takes up its disk, and is read while the owner is down.
        int historyStandbys = settings.integer("history.standbys", 0, 0, 3);
        MetricsSettings metrics = MetricsSettings.read(settings);
        LogSettings log = LogSettings.read(settings);
        TracingSettings tracing = TracingSettings.read(settings);
        Map<String, KafkaSettings> sourceClusters = SourceClusters.read(settings);
        Map<String, RegistrySettings> sourceRegistries = SourceRegistries.read(settings);
        // Each takes 1 KB of every instance's heap, and all are claimed in one transaction.
        int sourcePartitionsMax = settings.integer("sources.max-partitions", 5_000, 1, 100_000);
        return new HooklaneConfig(
                instance,
                roles,
                stateDir,
                kafka,
                topics,
                beginAt,
                retry,
                delivery,
                fanOut,
                endpoints,
                egress,
                api,
                console,
                secrets,
                catalogue,
                quotas,
                historyStandbys,
                metrics,
                log,
                tracing,
                sourceClusters,
                sourceRegistries,
                sourcePartitionsMax,
                settings.lines());
    }

    private static FixedTypes catalogue(SettingReader settings) {
        // The default is the contract's, which the platform's customers rely on.
        FixedTypes catalogue =
                settings.value(
                        "events.catalogue",
                        "",
                        "a JSON file in the form of the default catalogue",
                        file ->
                                file.isEmpty()
                                        ? FixedTypes.defaults()
                                        : FixedTypes.read(Path.of(file)));
        // These are added to whichever catalogue it is.
        return catalogue.with(
                settings.list(
                        "events.types", "", "event types such as order.paid", EventType::new));
    }

    private static TopicLayout topics(SettingReader settings) {
        String prefix =
                settings.text(
                        "topics.prefix",
                        "hooklane.",
                        "[A-Za-z0-9._-]{0,100}",
                        "0 to 100 characters of A-Z a-z 0-9 . _ -");
        // One carries about 1,000 deliveries a second while a request hangs; divides by 2, 3, 4, 6.
        int partitions = settings.integer("topics.partitions", 12, 1, 10_000);
        // One broker may be lost for good while another restarts.
        int replicas = settings.integer("topics.replication-factor", 3, 1, 100);
        // An acknowledged record is on two brokers.
        int inSync = settings.integer("topics.min-insync-replicas", 2, 1, 100);
        if (inSync > replicas) {
            settings.problem(
                    "topics.min-insync-replicas",
                    "= %d: is over topics.replication-factor, which is %d"
                            .formatted(inSync, replicas));
        }
        // Some 700 of the largest, or a million of 1 KB.
        long rejectedBytes = settings.bytes("topics.rejected-bytes", "1GiB", "128MiB", "1024GiB");
        return new TopicLayout(
                prefix, partitions, (short) replicas, Math.min(inSync, replicas), rejectedBytes);
    }

    private static List<String> unknown(SettingReader settings) {
        List<String> problems = new ArrayList<>();
        Set<String> keys = settings.keys();
        for (Map<String, String> given :
                List.of(settings.sources().file(), settings.sources().overrides())) {
            given.keySet().stream()
                    .filter(key -> !keys.contains(key) && !SettingSources.isFree(key))
                    .sorted()
                    .map(key -> key + " is not a setting" + NearestKey.suggestion(key, keys))
                    .forEach(problems::add);
        }
        List<String> variables =
                keys.stream().map(SettingSources::environmentName).sorted().toList();
        settings.sources().environment().keySet().stream()
                .filter(name -> name.startsWith(SettingSources.ENVIRONMENT_PREFIX))
                .filter(name -> !name.startsWith(SettingSources.KAFKA_ENVIRONMENT_PREFIX))
                .filter(name -> !name.startsWith(SourceClusters.FORM.variablePrefix()))
                .filter(name -> !name.startsWith(SourceRegistries.FORM.variablePrefix()))
                .filter(name -> !SettingSources.NO_SETTINGS.contains(name))
                .filter(name -> !variables.contains(name))
                .sorted()
                .map(name -> name + " is not a setting" + NearestKey.suggestion(name, variables))
                .forEach(problems::add);
        return problems;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
