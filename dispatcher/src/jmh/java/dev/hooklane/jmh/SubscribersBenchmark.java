package dev.hooklane.jmh;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What "who wants this event?" costs, by how many endpoints there are: four always want it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SubscribersBenchmark {
    private static final int AN_ACCOUNT = 8;

    @Param({"1000", "1000000"})
    public int endpoints;

    private final EventType type = new EventType("message.created");
    private final RandomGenerator random = new SplittableRandom(1);
    private EndpointDirectory directory = new EndpointDirectory();
    private AccountId[] accounts = {};
    private int next;

    @Setup
    public void fill() {
        directory = new EndpointDirectory();
        accounts = new AccountId[endpoints / AN_ACCOUNT];
        // One secret for all: random ones would take most of the set-up's time.
        EndpointSecret secret = EndpointSecret.random(random, Instant.EPOCH);
        for (int i = 0; i < accounts.length; i++) {
            accounts[i] = new AccountId("account-" + i);
            for (int j = 0; j < AN_ACCOUNT; j++) {
                String wanted = j % 2 == 0 ? type.value() : "bot.updated";
                directory.put(endpoint(accounts[i], wanted, secret));
            }
        }
    }

    /** Of an account chosen so that no cache knows it. */
    @Benchmark
    public List<Endpoint> subscribers() {
        next = (int) ((next + 7_919L) % accounts.length);
        return directory.subscribers(accounts[next], type);
    }

    private Endpoint endpoint(AccountId account, String wanted, EndpointSecret secret) {
        return new Endpoint(
                EndpointId.random(random),
                account,
                URI.create("https://customer.example/hook"),
                "benchmark",
                EventSelection.of(wanted),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(secret),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
