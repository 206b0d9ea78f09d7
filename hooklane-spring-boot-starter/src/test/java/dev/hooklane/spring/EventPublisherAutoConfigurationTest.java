package dev.hooklane.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.producer.EventPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The publisher that a service gets. Nothing answers at its Kafka's address, and nothing needs to.
 */
@Timeout(60)
class EventPublisherAutoConfigurationTest {
    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(EventPublisherAutoConfiguration.class))
                    .withPropertyValues(
                            "hooklane.publisher.bootstrap-servers=127.0.0.1:1,127.0.0.1:2",
                            "hooklane.publisher.kafka.max.block.ms=1");

    @Test
    void theServiceGetsOnePublisherToTheDefaultTopic() {
        service.run(context ->
                assertThat(context.getBean(EventPublisher.class).topic())
                        .isEqualTo("hooklane.events"));
    }

    @Test
    void theTopicHasThePrefixOfTheProperty() {
        service.withPropertyValues("hooklane.publisher.topic-prefix=eu.")
                .run(context ->
                        assertThat(context.getBean(EventPublisher.class).topic())
                                .isEqualTo("eu.events"));
    }

    @Test
    void itIsClosedWithTheContext() {
        List<EventPublisher> publisher = new ArrayList<>();

        service.run(context -> publisher.add(context.getBean(EventPublisher.class)));

        assertThatThrownBy(() -> publish(publisher.get(0), "bot.updated"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theServicesOwnPublisherWins() {
        EventPublisher own =
                EventPublisher.builder()
                        .bootstrapServers("127.0.0.1:3")
                        .topicPrefix("own.")
                        .build();

        service.withBean(EventPublisher.class, () -> own)
                .run(context -> assertThat(context.getBean(EventPublisher.class)).isSameAs(own));
    }

    @Test
    void aCustomizerHasTheLastWord() {
        service.withPropertyValues("hooklane.publisher.topic-prefix=eu.")
                .withBean(
                        EventPublisherBuilderCustomizer.class,
                        () -> builder -> builder.topicPrefix("us."))
                .run(context ->
                        assertThat(context.getBean(EventPublisher.class).topic())
                                .isEqualTo("us.events"));
    }

    @Test
    void onlyTheTypesOfTheCatalogueArePublished() {
        service.run(context ->
                assertThatThrownBy(
                                () -> publish(context.getBean(EventPublisher.class), "order.paid"))
                        .isInstanceOf(InvalidEventException.class));
    }

    @Test
    void moreTypesAreAddedToTheCatalogue() {
        service.withPropertyValues("hooklane.publisher.more-types=order.paid,order.sent")
                .run(context -> {
                    publish(context.getBean(EventPublisher.class), "order.sent");
                    publish(context.getBean(EventPublisher.class), "bot.updated");
                });
    }

    @Test
    void typesReplaceTheCatalogue() {
        service.withPropertyValues("hooklane.publisher.types[0]=order.paid")
                .run(context -> {
                    EventPublisher publisher = context.getBean(EventPublisher.class);
                    publish(publisher, "order.paid");
                    assertThatThrownBy(() -> publish(publisher, "bot.updated"))
                            .isInstanceOf(InvalidEventException.class);
                });
    }

    /** It fails, as nothing answers, but it isn't refused. */
    private static void publish(EventPublisher publisher, String type) {
        Event event = Event.builder(type).data(Map.of("a", 1)).build();
        assertThat(publisher.publish(new AccountId("acct_1"), event))
                .failsWithin(Duration.ofSeconds(20));
    }
}
