package dev.hooklane.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.producer.EventPublisher;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The health of a service whose Kafka doesn't answer. Spring Boot 4 has it in other packages than
 * 3, so it is asked by reflection.
 */
@Timeout(60)
class HealthAutoConfigurationTest {
    private static final String INDICATOR = "hooklanePublisherHealthIndicator";

    /** What makes the endpoint of all parts, in Spring Boot 3 and 4. */
    private static final Class<?>[] BOOTS_OWN =
            Stream.of(
                            "org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration",
                            "org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration",
                            "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration",
                            "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration",
                            "org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration")
                    .filter(name -> ClassUtils.isPresent(name, null))
                    .map(name -> ClassUtils.resolveClassName(name, null))
                    .toArray(Class<?>[]::new);

    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    EventPublisherAutoConfiguration.class,
                                    Boot3HealthAutoConfiguration.class,
                                    Boot4HealthAutoConfiguration.class))
                    .withPropertyValues(
                            "hooklane.publisher.bootstrap-servers=127.0.0.1:1",
                            "hooklane.publisher.kafka.max.block.ms=1");

    @Test
    void withTheActuatorThereIsOneIndicatorOfThisSpringBoot() {
        service.run(context ->
                assertThat(context).hasBean(INDICATOR).hasSingleBean(LatestOutcomes.class));
    }

    @Test
    void withoutItThereIsNoneAndThePublisherWorks() {
        service.withClassLoader(
                        new FilteredClassLoader(
                                "org.springframework.boot.actuate.health",
                                "org.springframework.boot.health.contributor"))
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(EventPublisher.class)
                                .doesNotHaveBean(INDICATOR));
    }

    @Test
    void itCanBeSwitchedOff() {
        service.withPropertyValues("management.health.hooklane-publisher.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(INDICATOR));
    }

    @Test
    void aKafkaThatDoesNotAnswerIsShownButDoesNotMakeTheServiceUnready() {
        service.withConfiguration(AutoConfigurations.of(BOOTS_OWN))
                .run(context -> {
                    publish(context);

                    assertThat(status(context, "hooklanePublisher")).isEqualTo("FAILING");
                    assertThat(status(context)).isEqualTo("UP");
                    assertThat(call(context.getBean(INDICATOR), "health").toString())
                            .contains("topic=hooklane.events", "failures=1", "reason=")
                            .doesNotContain("acct_1");
                });
    }

    @Test
    void aServiceThatChoosesALimitIsDown() {
        service.withConfiguration(AutoConfigurations.of(BOOTS_OWN))
                .withPropertyValues("hooklane.publisher.health.down-after=0s")
                .run(context -> {
                    publish(context);

                    assertThat(status(context, "hooklanePublisher")).isEqualTo("DOWN");
                    assertThat(status(context)).isEqualTo("DOWN");
                });
    }

    private static void publish(ApplicationContext context) {
        assertThat(
                        context.getBean(EventPublisher.class)
                                .publish(
                                        new AccountId("acct_1"),
                                        Event.builder("bot.updated").data(Map.of("a", 1)).build()))
                .failsWithin(Duration.ofSeconds(20));
    }

    /** The status of the whole service, or of the part that is named. */
    private static String status(ApplicationContext context, String... part) throws Exception {
        Object endpoint = context.getBean("healthEndpoint");
        Object health =
                part.length == 0
                        ? call(endpoint, "health")
                        : call(endpoint, "healthForPath", (Object) part);
        return (String) call(call(health, "getStatus"), "getCode");
    }

    private static Object call(Object target, String name, Object... arguments) throws Exception {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : List.of(type.getDeclaredMethods())) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == arguments.length
                        && !method.isBridge()) {
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                }
            }
        }
        throw new AssertionError(target.getClass() + " has no method " + name);
    }
}
