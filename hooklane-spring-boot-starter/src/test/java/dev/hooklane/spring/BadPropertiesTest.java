package dev.hooklane.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** A service with a bad property doesn't start, and says in one line why. */
class BadPropertiesTest {
    private static final String SERVERS = "hooklane.publisher.bootstrap-servers=127.0.0.1:1";

    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(EventPublisherAutoConfiguration.class));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hooklane.publisher.topic-prefix=a b | hooklane.publisher.topic-prefix: topic prefix 'a b' is not",
                "hooklane.publisher.kafka.acks=1 | hooklane.publisher.kafka: Kafka setting acks can't be set",
                "hooklane.publisher.linger=-5ms | Invalid value -5 for configuration linger.ms",
                "hooklane.publisher.kafka.security.protocol=X | security.protocol",
            })
    void aBadValueIsNamed(String property, String message) {
        service.withPropertyValues(SERVERS, property)
                .run(context -> assertThat(oneLine(context.getStartupFailure())).contains(message));
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        service.withPropertyValues("hooklane.publisher.bootstrap-servers=nowhere")
                .run(context ->
                        assertThat(oneLine(context.getStartupFailure())).contains("nowhere"));
    }

    @Test
    void withoutAnAddressBothPropertiesAreNamed() {
        service.run(context ->
                assertThat(oneLine(context.getStartupFailure()))
                        .contains(
                                "hooklane.publisher.bootstrap-servers",
                                "spring.kafka.bootstrap-servers"));
    }

    @ParameterizedTest
    @CsvSource({
        "hooklane.publisher.compression, brotli",
        "hooklane.publisher.more-types, a b",
        "hooklane.publisher.linger, soon"
    })
    void aValueOfAnotherFormIsNamedBySpringBoot(String property, String value) {
        service.withPropertyValues(SERVERS, property + "=" + value)
                .run(context ->
                        assertThat(causes(context.getStartupFailure()))
                                .contains(property)
                                .contains(value));
    }

    private static String oneLine(@Nullable Throwable failure) {
        List<FailureAnalysis> analyses =
                SpringFactoriesLoader.forDefaultResourceLocation(
                                BadPropertiesTest.class.getClassLoader())
                        .load(FailureAnalyzer.class, FailureHandler.handleMessage((text, e) -> {}))
                        .stream()
                        .filter(InvalidPublisherFailureAnalyzer.class::isInstance)
                        .map(analyzer -> analyzer.analyze(Objects.requireNonNull(failure)))
                        .toList();

        assertThat(analyses).hasSize(1);
        return assertThat(analyses.get(0).getDescription()).doesNotContain("\n").actual();
    }

    private static String causes(@Nullable Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }
}
