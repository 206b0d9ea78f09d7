package dev.hooklane.road;

import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.embedded.TemporaryDirectory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** A road's instances of Hooklane, by name, in this JVM or each in its own. For one thread. */
final class Instances implements AutoCloseable {
    private final RoadSettings common;
    private final Path stateDir;
    private final Map<String, Dispatcher> running = new HashMap<>();
    private final Map<String, DispatcherProcess> processes = new HashMap<>();

    Instances(RoadSettings common, Path stateDir) {
        this.common = common;
        this.stateDir = stateDir;
    }

    RoadSettings settings(String instance) {
        return common.with("instance", instance)
                .with("state-dir", stateDir.resolve(instance).toString());
    }

    void start(String instance, Map<String, String> more) {
        Dispatcher dispatcher = Dispatcher.start(settings(instance).with(more).config());
        running.put(instance, dispatcher);
        Awaitility.await("instance " + instance + " is ready").until(dispatcher::isReady);
    }

    Dispatcher running(String instance) {
        Dispatcher dispatcher = running.get(instance);
        if (dispatcher == null) {
            throw new AssertionError("instance %s does not run".formatted(instance));
        }
        return dispatcher;
    }

    void stop(String instance) {
        running(instance).close();
        running.remove(instance);
    }

    void loseDisk(String instance) {
        new TemporaryDirectory(disk(instance)).close();
    }

    Path disk(String instance) {
        return stateDir.resolve(instance);
    }

    DispatcherProcess startProcess(String instance) {
        return kept(instance, DispatcherProcess.start(settings(instance)));
    }

    DispatcherProcess startProcess(String instance, String heap) {
        return kept(instance, DispatcherProcess.start(settings(instance), heap));
    }

    private DispatcherProcess kept(String instance, DispatcherProcess process) {
        processes.put(instance, process);
        return process;
    }

    @Override
    public void close() {
        processes.values().forEach(DispatcherProcess::close);
        running.values().forEach(Dispatcher::close);
    }
}
