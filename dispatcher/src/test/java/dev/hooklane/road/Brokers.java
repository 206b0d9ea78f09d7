package dev.hooklane.road;

import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.embedded.TemporaryDirectory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Gives tests a {@link Broker}, one for each outermost class: the embedded one, or the official
 * image in a container where the class is tagged {@code docker}.
 */
final class Brokers implements ParameterResolver {
    static final String DOCKER = "docker";
    private static final String IMAGE = "apache/kafka:4.3.1";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Broker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return outermostClass(context)
                .getStore(Namespace.create(Brokers.class))
                .computeIfAbsent(
                        "broker",
                        _ -> context.getTags().contains(DOCKER) ? inContainer() : embedded(),
                        Broker.class);
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (ExtensionContext at = context;
                at.getTestClass().isPresent();
                at = at.getParent().orElseThrow()) {
            outermost = at;
        }
        return outermost;
    }

    private static Broker embedded() {
        TemporaryDirectory directory = TemporaryDirectory.make();
        EmbeddedBroker broker = EmbeddedBroker.start(directory.path(), 0);
        return new Broker() {
            @Override
            public String bootstrapServers() {
                return broker.bootstrapServers();
            }

            @Override
            public void close() {
                broker.close();
                directory.close();
            }
        };
    }

    private static Broker inContainer() {
        KafkaContainer container = new KafkaContainer(IMAGE);
        container.start();
        return new Broker() {
            @Override
            public String bootstrapServers() {
                return container.getBootstrapServers();
            }

            @Override
            public void close() {
                container.close();
            }
        };
    }
}
