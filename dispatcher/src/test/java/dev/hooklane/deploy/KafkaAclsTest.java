package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.rights.KafkaRight;
import dev.hooklane.rights.RightHolder;
import dev.hooklane.topic.TopicSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of rights is that of the code, and the script grants what it lists. */
final class KafkaAclsTest {
    @Test
    void theListIsMadeOfTheCode() throws IOException {
        GeneratedFile.of(KafkaAcls.FILE, KafkaAclsTest.class).mustBe(KafkaAcls.text());
    }

    @Test
    void everyTopicIsOfUseToARole() {
        Set<RightHolder> roles =
                EnumSet.of(RightHolder.FAN_OUT, RightHolder.DELIVERY, RightHolder.CONTROL_PLANE);

        List<String> unused =
                KafkaAcls.topics().specs().stream()
                        .map(TopicSpec::name)
                        .filter(topic ->
                                KafkaAcls.rights().stream()
                                        .filter(right -> roles.contains(right.holder()))
                                        .noneMatch(right -> isUse(right, topic)))
                        .toList();

        assertThat(unused).isEmpty();
    }

    private static boolean isUse(KafkaRight right, String topic) {
        boolean covered =
                right.pattern() == PatternType.PREFIXED
                        ? topic.startsWith(right.name())
                        : topic.equals(right.name());
        return right.resource() == ResourceType.TOPIC
                && covered
                && (right.operations().contains(AclOperation.READ)
                        || right.operations().contains(AclOperation.WRITE));
    }

    @ParameterizedTest
    @EnumSource(RightHolder.class)
    void theScriptGrantsEachLineOfAHolder(RightHolder holder) throws Exception {
        List<String> expected =
                KafkaAcls.read().stream()
                        .filter(line -> line.holder().equals(holder.label()))
                        .map(line ->
                                "--bootstrap-server kafka:9092 --add --allow-principal User:u --%s %s --resource-pattern-type %s%s"
                                        .formatted(
                                                line.resource(),
                                                line.name().replace("hooklane.", "other."),
                                                line.pattern(),
                                                String.join(
                                                        "",
                                                        line.operations().stream()
                                                                .map(" --operation "::concat)
                                                                .toList())))
                        .toList();

        assertThat(script("other.", holder.label(), "u", "--bootstrap-server", "kafka:9092"))
                .isEqualTo(expected);
    }

    private static List<String> script(String prefix, String... arguments) throws Exception {
        ProcessBuilder script = new ProcessBuilder("../deploy/kafka/acls.sh");
        script.command().addAll(List.of(arguments));
        script.environment().putAll(Map.of("KAFKA_ACLS", "echo", "PREFIX", prefix));
        Process process = script.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
