package dev.hooklane.api;

import dev.hooklane.embedded.TemporaryDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one {@link ApiFixture} for all of this package's test classes in a JVM; each has its
 * own accounts and its own address. {@link SharedApiEnd} closes it.
 */
final class SharedApi implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedApi.class);
    private static final String STARTED = "api";

    /** The fixture, what it keeps on disk, and the address of each class. */
    private record Started(
            ApiFixture api, TemporaryDirectory directory, Map<Class<?>, String> addresses)
            implements AutoCloseable {
        static Started now() {
            TemporaryDirectory directory = TemporaryDirectory.make();
            try {
                return new Started(new ApiFixture(directory.path()), directory, new HashMap<>());
            } catch (ExecutionException e) {
                throw new AssertionError("the API can't be started", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        ApiFixture as(Class<?> test) {
            api.seenAs(
                    addresses.computeIfAbsent(
                            test, _ -> "198.51.100.%d".formatted(addresses.size() + 1)));
            return api;
        }

        @Override
        public void close() {
            api.close();
            directory.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ApiFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ofSession(context)
                .computeIfAbsent(STARTED, _ -> Started.now(), Started.class)
                .as(context.getRequiredTestClass());
    }

    /** Closes the fixture, if there is one. */
    static void close(ExtensionContext context) {
        Started started = ofSession(context).remove(STARTED, Started.class);
        if (started != null) {
            started.close();
        }
    }

    /** Failsafe makes a request of its own of each class that it gives a fork. */
    private static ExtensionContext.Store ofSession(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }
}
