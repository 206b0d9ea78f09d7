package dev.hooklane.e2e.fault;

import dev.hooklane.e2e.installation.Installation;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Instances;
import dev.hooklane.e2e.installation.Settings;
import dev.hooklane.e2e.judge.Disruption;
import dev.hooklane.e2e.judge.Endpoint;
import dev.hooklane.e2e.kafka.Books;
import dev.hooklane.e2e.kafka.Cluster;
import dev.hooklane.e2e.kafka.Node;
import dev.hooklane.e2e.load.Ledger;
import dev.hooklane.e2e.process.Patience;
import dev.hooklane.e2e.process.Surroundings;
import dev.hooklane.e2e.receiver.Manner;
import dev.hooklane.e2e.receiver.Receiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What a fault may use: the installation under load, and a random generator. For one thread. */
public final class Scene {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

    /** Lets delayed deliveries go out once everything is ready again. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    private final Installation installation;
    private final Ledger ledger;
    private final SplittableRandom random;
    private final Consumer<String> progress;

    /** An action of a fault. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    public Scene(
            Installation installation,
            Ledger ledger,
            SplittableRandom random,
            Consumer<String> progress) {
        this.installation = installation;
        this.ledger = ledger;
        this.random = random;
        this.progress = progress;
    }

    public Instances instances() {
        return installation.instances();
    }

    public Cluster cluster() {
        return installation.cluster();
    }

    public Receiver receiver() {
        return installation.receiver();
    }

    public Books books() {
        return installation.books();
    }

    /** Returns the folder for a fault's own files. */
    public Path folder() {
        return installation.folder();
    }

    public String account() {
        return ledger.account();
    }

    public SplittableRandom random() {
        return random;
    }

    /** Returns the same scene for another thread, with its own random generator. */
    public Scene split() {
        return new Scene(installation, ledger, random.split(), progress);
    }

    public Instance anyInstance() {
        return any(instances().all());
    }

    public Node anyBroker() {
        return any(cluster().brokers());
    }

    public <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Waits for {@code about}, or up to half as long again. */
    public void pause(Duration about) throws InterruptedException {
        Thread.sleep(about.plusMillis(random.nextLong(about.toMillis() / 2 + 1)));
    }

    public void progress(String line) {
        progress.accept(line);
    }

    /**
     * Runs an action that breaks something and repairs it, and returns when everything works again.
     * The judges treat this time as disrupted.
     */
    public void breaking(String what, Action action) throws Exception {
        progress.accept(what);
        Instant from = Instant.now();
        action.run();
        cluster().awaitWhole();
        for (Instance instance : instances().all()) {
            if (instance.isRunning()) {
                instance.awaitReady();
            }
        }
        Instant over = Instant.now().plus(AFTERMATH);
        ledger.add(new Disruption(what, from, over));
        Thread.sleep(AFTERMATH);
    }

    /** Stops an instance, and starts it with these settings in these surroundings. */
    public void restart(Instance instance, Settings settings, Surroundings surroundings)
            throws IOException, InterruptedException {
        var _ = instance.stop();
        instances().start(instance, settings, surroundings);
        instance.awaitReady();
    }

    /**
     * Creates an endpoint.
     *
     * @param more JSON members beside URL, account and event types, each preceded by a comma
     */
    public Endpoint makeEndpoint(
            String name, Manner manner, Endpoint.Ending ending, boolean ordered, String more)
            throws IOException, InterruptedException {
        String path = "/%s/%s".formatted(ledger.account(), name);
        return makeEndpoint(path, installation.receiver().url(path, manner), ending, ordered, more);
    }

    /** Creates an endpoint at the URL of any receiver whose requests the trial's receiver keeps. */
    public Endpoint makeEndpoint(
            String path, URI url, Endpoint.Ending ending, boolean ordered, String more)
            throws IOException, InterruptedException {
        String body =
                "{\"account\":\"%s\",\"url\":\"%s\",\"eventTypes\":[\"message.*\",\"conversation.*\"]%s%s}"
                        .formatted(ledger.account(), url, ordered ? ",\"ordered\":true" : "", more);
        JsonNode made =
                instances().all().getFirst().api().post("/v1/endpoints", body).good().json();
        Endpoint endpoint =
                new Endpoint(
                        made.path("id").asString(),
                        ledger.account(),
                        path,
                        made.path("secret").asString(),
                        ordered,
                        ending);
        ledger.add(endpoint);
        return endpoint;
    }

    /**
     * Waits for a request to the endpoint with this path, and checks that none of its deliveries
     * needed a second attempt.
     *
     * @throws IllegalStateException if one did
     */
    public void awaitNoAttemptCharged(String path) throws InterruptedException {
        Patience.await(
                "a request to " + path,
                KNOWN_WITHIN,
                () -> receiver().requests().stream().anyMatch(each -> each.path().equals(path)));
        long charged =
                receiver().requests().stream()
                        .filter(each -> each.path().equals(path) && each.attempt() > 1)
                        .count();
        if (charged > 0) {
            throw new IllegalStateException(
                    "%d attempts were charged to %s, which failed none".formatted(charged, path));
        }
    }

    /** Waits until every instance knows every endpoint. */
    public void awaitEndpointsKnown() throws InterruptedException {
        for (Instance instance : instances().all()) {
            for (Endpoint endpoint : ledger.endpoints()) {
                Patience.await(
                        "%s knows %s".formatted(instance.name(), endpoint),
                        KNOWN_WITHIN,
                        () -> instance.api().get("/v1/endpoints/" + endpoint.id()).status() == 200);
            }
        }
    }
}
