package dev.hooklane.road;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Gives tests a {@link Broker}: the embedded one, which all of a JVM's classes share, as each road
 * has topics of its own; the official image in a container, one for each outermost class that is
 * tagged {@code docker}; or a process of the version that the outermost class is for.
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
        Namespace namespace = Namespace.create(Brokers.class);
        if (context.getTags().contains(DOCKER)) {
            return outermostClass(context)
                    .getStore(namespace)
                    .computeIfAbsent("container", _ -> inContainer(), Broker.class);
        }
        Class<?> outermost = outermostClass(context).getRequiredTestClass();
        if (RoadOnKafka.class.isAssignableFrom(outermost)) {
            return outermostClass(context)
                    .getStore(namespace)
                    .computeIfAbsent(
                            "process",
                            _ -> KafkaProcess.start(RoadOnKafka.classPath(outermost)),
                            Broker.class);
        }
        // Of the session: Failsafe makes a request of its own of each class that it gives a fork.
        return context.getStore(StoreScope.LAUNCHER_SESSION, namespace)
                .computeIfAbsent("embedded", _ -> new BrokerOfItsOwn(), Broker.class);
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
