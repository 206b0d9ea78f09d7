package dev.hooklane.bench.rig;

import dev.hooklane.bench.installation.EndpointTopic;
import dev.hooklane.bench.installation.TemporaryFolder;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.receiver.Certificate;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.config.HooklaneConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The processes of a rig, and what they have used. For one thread. */
final class Processes implements AutoCloseable {
    private static final long OWN_PID = ProcessHandle.current().pid();

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Cores cores = Cores.ofMachine();
    private final ReceiverProcess receiver;
    private final LineProcess broker;
    private final LineProcess publisher;
    private final @Nullable LineProcess okHttp;
    private final List<Instance> instances = new ArrayList<>();

    /** Starts all of them, and returns when the instances are ready. */
    Processes(Plan plan) throws InterruptedException {
        boolean complete = false;
        try {
            // Every child has the cores of its parent at first.
            parts.push(() -> Cores.pin(OWN_PID, cores.all()));
            TemporaryFolder folder = started(TemporaryFolder.make());
            Optional<Certificate> certificate =
                    plan.tls() ? Optional.of(Certificate.make(folder.path())) : Optional.empty();
            receiver = started(receiver(plan, certificate));
            broker = started(LineProcess.broker(folder.resolve("broker")));
            String servers = broker.line();
            Map<String, String> settings = new HashMap<>(plan.settings());
            certificate.ifPresent(made -> settings.put("egress.ca-file", made.pem().toString()));
            Installation installation = new Installation(folder.path(), servers, settings);
            installation.makeTopics();
            writeEndpoints(installation.settings(), plan);
            publisher = started(LineProcess.publisher("kafka", servers));
            okHttp = plan.okHttp() ? started(okHttp(certificate)) : null;
            for (int number = 0; number < plan.instances(); number++) {
                instances.add(started(installation.start(number)));
            }
            for (Instance instance : instances) {
                var _ = instance.awaitReady();
            }
            var _ = publisher.line();
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private static ReceiverProcess receiver(Plan plan, Optional<Certificate> certificate) {
        return certificate
                .map(made -> ReceiverProcess.startTls(plan.hosts(), made))
                .orElseGet(() -> ReceiverProcess.start(plan.hosts()));
    }

    private void writeEndpoints(HooklaneConfig config, Plan plan) {
        EndpointTopic.write(
                config,
                config.topicNames(),
                plan.crowds().stream().flatMap(crowd -> crowd.endpoints(receiver.urls())));
    }

    private LineProcess okHttp(Optional<Certificate> certificate) {
        List<String> arguments = new ArrayList<>();
        arguments.add(certificate.map(Certificate::pem).map(Path::toString).orElse("-"));
        arguments.addAll(receiver.urls().stream().map(URI::toString).toList());
        return LineProcess.start(OkHttpMain.class, List.of("-Xmx512m"), arguments);
    }

    Cores cores() {
        return cores;
    }

    ReceiverProcess receiver() {
        return receiver;
    }

    LineProcess publisher() {
        return publisher;
    }

    /**
     * Returns OkHttp's process.
     *
     * @throws IllegalStateException if the plan has none
     */
    LineProcess okHttp() {
        LineProcess alone = okHttp;
        if (alone == null) {
            throw new IllegalStateException("the plan has no OkHttp");
        }
        return alone;
    }

    /** Returns the ids of the instances' processes. */
    List<Long> instancePids() {
        return instances.stream().map(Instance::pid).toList();
    }

    /**
     * Makes sure that all instances run.
     *
     * @throws BenchmarkFailedException if one has ended, with the last line of its log
     */
    void requireRunning() {
        instances.forEach(Instance::requireRunning);
    }

    /** Has what is measured and everything else use these cores. */
    void pin(List<Integer> product, List<Integer> others) throws InterruptedException {
        for (long pid : List.of(OWN_PID, broker.pid(), publisher.pid(), receiver.pid())) {
            Cores.pin(pid, others);
        }
        for (Instance instance : instances) {
            Cores.pin(instance.pid(), product);
        }
        if (okHttp != null) {
            Cores.pin(okHttp.pid(), product);
        }
    }

    /**
     * Returns what all have used so far.
     *
     * @param product the ids of the processes that are measured
     */
    Usage usage(List<Long> product) {
        Map<String, Duration> others = new LinkedHashMap<>();
        others.put("broker", broker.cpuTime());
        others.put("publisher", publisher.cpuTime());
        others.put("receiver", receiver.cpuTime());
        others.put("bench", cpuTime(List.of(OWN_PID)));
        List<Long> aside = new ArrayList<>(instancePids());
        if (okHttp != null) {
            aside.add(okHttp.pid());
        }
        aside.removeAll(product);
        others.put("aside", cpuTime(aside));
        return new Usage(
                System.nanoTime(),
                cpuTime(product),
                others,
                Long.parseLong(broker.ask("requests")));
    }

    private static Duration cpuTime(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the times of these processes' threads, by name. */
    static ThreadTimes threads(List<Long> pids) {
        Map<String, Double> all = new HashMap<>();
        for (long pid : pids) {
            ThreadTimes.of(pid)
                    .seconds()
                    .forEach((name, time) -> all.merge(name, time, Double::sum));
        }
        return new ThreadTimes(all);
    }

    @Override
    public void close() {
        // All at once: each takes some seconds.
        instances.forEach(Instance::stop);
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the benchmark did not stop", e);
            }
        }
        parts.clear();
    }
}
