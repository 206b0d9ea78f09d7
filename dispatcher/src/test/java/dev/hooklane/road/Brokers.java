package dev.hooklane.road;

import dev.hooklane.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
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
        Path directory = temporaryDirectory();
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        return new Broker() {
            @Override
            public String bootstrapServers() {
                return broker.bootstrapServers();
            }

            @Override
            public void close() {
                broker.close();
                delete(directory);
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

    static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("hooklane-road");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .map(Path::toFile)
                    .forEach(file -> {
                        boolean _ = file.delete();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
