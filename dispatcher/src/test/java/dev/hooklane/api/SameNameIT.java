package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.api.ProbeOperation.Slot;
import dev.hooklane.api.ProbeOperation.Where;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every operation of {@code openapi.yaml} that makes a thing under a name of the caller's choice,
 * called by two clients in the same moment, each with another content: one has made the thing and
 * the other has changed it, and it is as the second one wants it.
 */
@ExtendWith(SharedApi.class)
class SameNameIT {
    private static final int ROUNDS = 10;

    private final ApiFixture api;
    private final AtomicInteger made = new AtomicInteger();

    SameNameIT(ApiFixture api) {
        this.api = api;
    }

    /**
     * The bodies of two clients, and what each leaves in the thing.
     *
     * @param made the status for the client that comes first
     */
    private record Rivals(int made, List<String> bodies, List<String> marks) {}

    @Test
    void ofTwoWhoMakeTheSameThingOneMakesItAndTheOtherChangesIt() throws Exception {
        List<ProbeOperation> operations =
                ProbeOperation.all(new ApiDocument()).stream()
                        .filter(each -> each.method().equals("PUT"))
                        .toList();
        List<String> odd = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
            for (ProbeOperation operation : operations) {
                for (int round = 0; round < ROUNDS; round++) {
                    odd.addAll(race(operation, clients));
                }
            }
        }

        assertThat(odd).isEmpty();
        assertThat(operations).hasSizeGreaterThanOrEqualTo(3);
    }

    private List<String> race(ProbeOperation operation, ExecutorService clients) throws Exception {
        Slot name =
                operation.slots().stream()
                        .filter(slot -> slot.where() == Where.PATH)
                        .findFirst()
                        .orElseThrow();
        Rivals rivals = rivals(name.kind());
        String path = operation.request(Map.of(name, name(name.kind()))).path();
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Answer> one = clients.submit(at(start, path, rivals.bodies().getFirst()));
        Future<Answer> other = clients.submit(at(start, path, rivals.bodies().getLast()));
        int first = one.get().status();
        int second = other.get().status();
        String state = api.get(path).response().body();
        if (name.kind() == ProbeKind.SOURCE) {
            // There may be a hundred.
            api.send("DELETE", path, "");
        }
        boolean oneFirst = first == rivals.made() && second == 200;
        boolean otherFirst = second == rivals.made() && first == 200;
        boolean isOnes = state.contains(rivals.marks().getFirst());
        boolean isOthers = state.contains(rivals.marks().getLast());
        boolean fine = isOnes != isOthers && ((oneFirst && isOthers) || (otherFirst && isOnes));
        return fine
                ? List.of()
                : List.of("PUT %s: %d and %d, then %s".formatted(path, first, second, state));
    }

    private Callable<Answer> at(CyclicBarrier start, String path, String body) {
        return () -> {
            start.await();
            return put(path, body);
        };
    }

    private Answer put(String path, String body) throws IOException, InterruptedException {
        return api.send("PUT", path, body);
    }

    private String name(ProbeKind kind) {
        String name = "samename" + made.incrementAndGet();
        return kind == ProbeKind.EVENT_TYPE ? "raced." + name : name;
    }

    private static Rivals rivals(ProbeKind kind) {
        return switch (kind) {
            case EVENT_TYPE ->
                    new Rivals(
                            201,
                            List.of(
                                    "{\"description\":\"by one\",\"example\":{\"n\":1}}",
                                    "{\"description\":\"by another\",\"example\":{\"n\":1}}"),
                            List.of("by one", "by another"));
            case SOURCE ->
                    new Rivals(
                            201,
                            List.of(SourcesApiIT.body("by.one"), SourcesApiIT.body("by.another")),
                            List.of("by.one", "by.another"));
            // An account has limits whether somebody sets them or not.
            case ACCOUNT ->
                    new Rivals(
                            200,
                            List.of("{\"endpoints\":4711}", "{\"endpoints\":4712}"),
                            List.of("4711", "4712"));
            default -> throw new AssertionError("make two of " + kind + " here");
        };
    }
}
