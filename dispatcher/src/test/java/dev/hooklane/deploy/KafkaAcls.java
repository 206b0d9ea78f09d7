package dev.hooklane.deploy;

import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.rights.KafkaRight;
import dev.hooklane.rights.KafkaRights;
import dev.hooklane.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** {@code deploy/kafka/acls.txt}: written from the code, and read as an operator's script does. */
final class KafkaAcls {
    static final String FILE = "deploy/kafka/acls.txt";
    static final String PREFIX = "hooklane.";

    private static final String ROW = "%-14s %-17s %-9s %-46s %s%n";

    private KafkaAcls() {}

    /**
     * A line of the file: what whoever holds it may do.
     *
     * @param resource as Kafka's tool names it, such as {@code transactional-id}
     */
    record Line(
            String holder, String resource, String pattern, String name, List<String> operations) {

        /** The access lists of Kafka that grant it to a user. */
        Set<AclBinding> bindings(String user) {
            ResourcePattern on =
                    new ResourcePattern(
                            ResourceType.valueOf(
                                    resource.toUpperCase(Locale.ROOT).replace('-', '_')),
                            name,
                            PatternType.valueOf(pattern.toUpperCase(Locale.ROOT)));
            return operations.stream()
                    .map(operation ->
                            new AclBinding(
                                    on,
                                    new AccessControlEntry(
                                            "User:" + user,
                                            "*",
                                            SecurityUtils.operation(operation),
                                            AclPermissionType.ALLOW)))
                    .collect(Collectors.toSet());
        }
    }

    /** As the code has them, for the default settings. */
    static List<KafkaRight> rights() {
        return KafkaRights.all(PREFIX, topics());
    }

    static Topics topics() {
        return new Topics(PREFIX, RetrySchedule.parse("0s,5m,30m,2h,8h"), 0.05);
    }

    /** The file's text. */
    static String text() {
        return """
        # What each part of Hooklane needs to be allowed in Kafka, and no more. acls.sh grants it.
        # Made from the code: ./hooklane test -Dtest=KafkaAclsTest -Dregenerate
        #
        # instance: every one; fan-out, delivery, control-plane, sources: one with that role, beside it.
        # Sources need Read on their topics besides, on the cluster of each: docs/SOURCES.md.
        # topics-apply: who runs `hooklane topics apply`. publisher: a service that publishes with a Kafka client.
        # A prefixed name is how names begin. "hooklane." is topics.prefix.
        #
        """
                + ROW.formatted("# holder", "resource", "pattern", "name", "operations")
                + rights().stream().map(KafkaAcls::row).collect(Collectors.joining());
    }

    private static String row(KafkaRight right) {
        return ROW.formatted(
                right.holder().label(),
                right.resource().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                right.pattern().name().toLowerCase(Locale.ROOT),
                right.name(),
                right.operationNames());
    }

    /** The file's lines. */
    static List<Line> read() throws IOException {
        return Files.readString(Path.of("..").resolve(FILE))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .map(cells ->
                        new Line(
                                cells[0],
                                cells[1],
                                cells[2],
                                cells[3],
                                Arrays.asList(cells[4].split(","))))
                .toList();
    }
}
