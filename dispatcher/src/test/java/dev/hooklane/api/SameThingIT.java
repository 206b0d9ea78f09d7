package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.api.ProbeOperation.Request;
import dev.hooklane.api.ProbeOperation.Slot;
import dev.hooklane.delivery.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every two operations of {@code openapi.yaml} that change the same thing, called in the same
 * moment: what both are told and what comes of the thing is what one of the two orders gives.
 */
@ExtendWith(SharedApi.class)
class SameThingIT {
    private static final int ROUNDS = 3;
    private static final Set<Integer> DECIDED = Set.of(200, 409);
    private static final String ACCOUNT = "acct_raced";

    /** Refused, so nothing was done: come again. */
    private static final Set<Integer> NOT_DONE = Set.of(409, 412, 503);

    private final ApiFixture api;
    private final PlayedReplays replays;
    private final List<ProbeOperation> operations = ProbeOperation.all(new ApiDocument());
    private final Map<String, String> after = new HashMap<>();
    private int made;

    /** What two calls were told, and what the thing is afterwards. */
    private record End(int first, int second, String state) {}

    SameThingIT(ApiFixture api) {
        this.api = api;
        this.replays = new PlayedReplays(api);
    }

    @Test
    void twoChangesAtOnceEndAsOneAfterTheOtherWould() throws Exception {
        List<String> odd = new ArrayList<>();
        int pairs = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
            for (ProbeOperation one : operations) {
                for (ProbeOperation other : operations) {
                    if (change(one) && change(other) && sameThing(one, other)) {
                        pairs++;
                        odd.addAll(race(one, other, clients));
                    }
                }
            }
        }

        assertThat(odd).isEmpty();
        assertThat(pairs).isGreaterThan(20);
    }

    private static boolean change(ProbeOperation operation) {
        return !operation.isSafe() && operation.slots().stream().anyMatch(SameThingIT::inPath);
    }

    private static boolean inPath(Slot slot) {
        return slot.where() == ProbeOperation.Where.PATH;
    }

    /** Each pair once. */
    private static boolean sameThing(ProbeOperation one, ProbeOperation other) {
        return kind(one) == kind(other) && one.name().compareTo(other.name()) <= 0;
    }

    private static ProbeKind kind(ProbeOperation operation) {
        return operation.slots().stream()
                .filter(SameThingIT::inPath)
                .findFirst()
                .orElseThrow()
                .kind();
    }

    private List<String> race(ProbeOperation one, ProbeOperation other, ExecutorService clients)
            throws Exception {
        String a = thing(kind(one));
        int firstOfA = call(one, a).status();
        End oneFirst = new End(firstOfA, call(other, a).status(), state(kind(one), a));
        String b = thing(kind(one));
        int firstOfB = call(other, b).status();
        End otherFirst = new End(call(one, b).status(), firstOfB, state(kind(one), b));
        String onlyOne = stateAfter(one);
        String onlyOther = stateAfter(other);
        List<String> odd = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String thing = thing(kind(one));
            CyclicBarrier start = new CyclicBarrier(2);
            Future<Integer> left = clients.submit(at(start, one, thing));
            Future<Integer> right = clients.submit(at(start, other, thing));
            End end = new End(left.get(), right.get(), state(kind(one), thing));
            boolean fine =
                    goesOnByItself(kind(one), end)
                            || end.equals(oneFirst)
                            || end.equals(otherFirst)
                            || (NOT_DONE.contains(end.second()) && end.state().equals(onlyOne))
                            || (NOT_DONE.contains(end.first()) && end.state().equals(onlyOther));
            if (!fine) {
                odd.add(
                        "%s and %s ended as %s; one after the other: %s or %s"
                                .formatted(one.name(), other.name(), end, oneFirst, otherFirst));
            }
        }
        return odd;
    }

    /** What becomes of a thing by that change alone. */
    private String stateAfter(ProbeOperation change) throws Exception {
        String known = after.get(change.name());
        if (known != null) {
            return known;
        }
        String thing = thing(kind(change));
        call(change, thing);
        String state = state(kind(change), thing);
        after.put(change.name(), state);
        return state;
    }

    /** A replay ends by itself meanwhile, so neither order has one end alone. */
    private static boolean goesOnByItself(ProbeKind kind, End end) {
        return kind == ProbeKind.REPLAY
                && DECIDED.contains(end.first())
                && DECIDED.contains(end.second());
    }

    private Callable<Integer> at(CyclicBarrier start, ProbeOperation operation, String thing) {
        return () -> {
            start.await();
            return call(operation, thing).status();
        };
    }

    private Answer call(ProbeOperation operation, String thing)
            throws IOException, InterruptedException {
        Map<Slot, String> values = new HashMap<>();
        operation.slots().stream().filter(SameThingIT::inPath).forEach(s -> values.put(s, thing));
        Request request = operation.request(values);
        // A test's result would be waited for.
        String path = request.path() + (request.path().endsWith("/test") ? "?wait=0s" : "");
        return ProbeCaller.operator()
                .call(api, new Request(request.method(), path, request.body()));
    }

    /** What can be read of the thing, without what is never the same. */
    private String state(ProbeKind kind, String thing) throws IOException, InterruptedException {
        ProbeOperation reading =
                operations.stream()
                        // Of an account, its quotas are read: there is nothing else by its id.
                        .filter(each ->
                                each.isSafe()
                                        && (kind == ProbeKind.ACCOUNT
                                                || each.template().endsWith("}")))
                        .filter(each -> change(each, kind))
                        .findFirst()
                        .orElseThrow();
        return ProbeState.comparable(call(reading, thing), List.of(thing))
                .replaceAll(ACCOUNT + "\\d+", "ACCOUNT");
    }

    private static boolean change(ProbeOperation operation, ProbeKind kind) {
        return operation.slots().stream().anyMatch(slot -> inPath(slot) && slot.kind() == kind);
    }

    private String thing(ProbeKind kind) throws Exception {
        made++;
        return switch (kind) {
            case ACCOUNT -> ACCOUNT + made;
            case ENDPOINT -> api.endpoint(ACCOUNT + made).text("id");
            case KEY ->
                    api.post("/v1/keys", "{\"name\":\"raced\",\"role\":\"operator\"}").text("id");
            case LINK ->
                    api.post("/v1/portal-links", "{\"account\":\"%s\"}".formatted(ACCOUNT + made))
                            .text("id");
            case EVENT_TYPE -> {
                String name = "raced.t" + made;
                api.send(
                        "PUT",
                        "/v1/event-types/" + name,
                        "{\"description\":\"d\",\"example\":{\"n\":2}}");
                yield name;
            }
            case SOURCE -> {
                String name = "raced-" + made;
                api.send("PUT", "/v1/sources/" + name, SourcesApiIT.body("raced.topic"));
                yield name;
            }
            case REPLAY ->
                    replays.start("{\"endpoint\":\"%s\",\"select\":{}}", thing(ProbeKind.ENDPOINT))
                            .text("id");
            case DELIVERY -> {
                String account = ACCOUNT + made;
                Delivery delivery =
                        replays.told(
                                account,
                                api.endpoint(account).text("id"),
                                "evt_raced" + made,
                                PlayedReplays.HAPPENED,
                                PlayedReplays.EXHAUSTED);
                yield delivery.id().value();
            }
            default -> throw new AssertionError("make one of " + kind + " here");
        };
    }
}
