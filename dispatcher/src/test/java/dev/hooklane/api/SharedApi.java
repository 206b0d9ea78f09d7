package dev.hooklane.api;

import dev.hooklane.embedded.TemporaryDirectory;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one {@link ApiFixture} for all of a JVM's test classes; each has its own accounts.
 */
final class SharedApi implements ParameterResolver {
    /** The fixture and what it keeps on disk. */
    private record Started(ApiFixture api, TemporaryDirectory directory) implements AutoCloseable {
        static Started now() {
            TemporaryDirectory directory = TemporaryDirectory.make();
            try {
                return new Started(new ApiFixture(directory.path()), directory);
            } catch (ExecutionException e) {
                throw new AssertionError("the API can't be started", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
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
        // Of the session: Failsafe makes a request of its own of each class that it gives a fork.
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedApi.class))
                .computeIfAbsent("api", _ -> Started.now(), Started.class)
                .api();
    }
}
