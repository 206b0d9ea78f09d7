package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.api.ProbeOperation.Request;
import dev.hooklane.api.ProbeOperation.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of {@code openapi.yaml}, called by everybody who should not get through, with the
 * ids of an account that isn't theirs wherever the operation takes one: the answer is the one for
 * an id that doesn't exist, nothing of the account is in it, and the account is as it was. The
 * requests are made from the document, so a new operation is probed without a line here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossAccountIT {
    private static final Set<Integer> REACHED = Set.of(200, 201, 202, 204, 409);
    private static final int REFUSED_TO_STRANGERS = 401;

    private final ApiFixture api;
    private final List<ProbeOperation> operations = ProbeOperation.all(new ApiDocument());

    CrossAccountIT(@TempDir Path directory) throws ExecutionException, InterruptedException {
        api = new ApiFixture(directory, SignedInPeople.PROVIDER);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void noOperationTellsAnybodyOfAnotherAccountOrChangesIt() throws Exception {
        ProbeAccount victim = ProbeAccount.of(api, "acct_probed", "zebrafinch");
        ProbeAccount own = ProbeAccount.of(api, "acct_prober", "goldcrest");
        List<ProbeCaller> callers = ProbeCaller.strangersTo(api, own);
        Map<String, String> before = new ProbeState(api, operations, victim).read();
        Set<String> probed = new TreeSet<>();
        List<String> leaks = new ArrayList<>();

        for (ProbeOperation operation : operations) {
            for (ProbeCaller caller : callers) {
                for (List<Slot> foreign : choices(operation, caller)) {
                    leaks.addAll(probe(operation, caller, foreign, victim, own));
                }
            }
            probed.add(operation.name());
        }

        assertThat(leaks).isEmpty();
        assertThat(probed).isEqualTo(new ApiDocument().operations());
        assertThat(new ProbeState(api, operations, victim).read()).isEqualTo(before);
    }

    /** Otherwise a caller whom nobody knows would pass for one who gets nothing. */
    @Test
    void exactlyTheCallersThatTheProbeTakesForKnownAreKnown() throws Exception {
        ProbeAccount own = ProbeAccount.of(api, "acct_callers", "bluethroat");

        for (ProbeCaller caller : ProbeCaller.strangersTo(api, own)) {
            Answer me = caller.call(api, new Request("GET", "/v1/keys/me", ""));
            assertThat(me.status() == 200).as(caller.name()).isEqualTo(caller.known());
            assertThat(me.text("account"))
                    .as(caller.name())
                    .isEqualTo(caller.known() ? "acct_callers" : "");
        }
    }

    /** All slots at once, and each alone for those who get as far as that. */
    private static List<List<Slot>> choices(ProbeOperation operation, ProbeCaller caller) {
        List<List<Slot>> choices = new ArrayList<>();
        choices.add(operation.slots());
        if (caller.known() && operation.slots().size() > 1) {
            operation.slots().forEach(slot -> choices.add(List.of(slot)));
        }
        return choices;
    }

    /** Returns what is wrong. */
    private List<String> probe(
            ProbeOperation operation,
            ProbeCaller caller,
            List<Slot> foreign,
            ProbeAccount victim,
            ProbeAccount own)
            throws IOException, InterruptedException {
        Map<Slot, String> theirs = new HashMap<>();
        Map<Slot, String> nobodys = new HashMap<>();
        for (Slot slot : operation.slots()) {
            if (!foreign.contains(slot)) {
                if (slot.required()) {
                    theirs.put(slot, own.id(slot.kind()));
                    nobodys.put(slot, own.id(slot.kind()));
                }
            } else if (slot.kind() == ProbeKind.CURSOR) {
                cursor(operation, victim).ifPresent(cursor -> theirs.put(slot, cursor));
            } else if (victim.ids().containsKey(slot.kind())) {
                theirs.put(slot, victim.id(slot.kind()));
                nobodys.put(slot, slot.kind().absent());
            }
        }
        Answer answer = caller.call(api, operation.request(theirs));
        String what = "%s by %s with %s".formatted(operation.name(), caller, theirs.values());
        List<String> wrong = new ArrayList<>();
        if (answer.status() >= 500) {
            wrong.add("%s: %d %s".formatted(what, answer.status(), answer.response().body()));
        }
        if (!caller.known()
                && !operation.open()
                && answer.status() != REFUSED_TO_STRANGERS
                && answer.status() != 429) {
            wrong.add("%s was answered %d".formatted(what, answer.status()));
        }
        // What the caller sent itself may be in the answer.
        String told = ProbeState.without(answer, theirs.values());
        victim.secrets().stream()
                .filter(told::contains)
                .forEach(secret -> wrong.add("%s told %s: %s".formatted(what, secret, told)));
        boolean comparable =
                theirs.size() == nobodys.size()
                        && foreign.stream().anyMatch(slot -> slot.kind() != ProbeKind.EVENT_TYPE)
                        && (caller.known() || operation.open());
        if (comparable) {
            Answer none = caller.call(api, operation.request(nobodys));
            if (!ProbeState.comparable(answer, theirs.values())
                    .equals(ProbeState.comparable(none, nobodys.values()))) {
                wrong.add(
                        "%s is told from what does not exist: %s%n%s"
                                .formatted(what, answer.response().body(), none.response().body()));
            }
        }
        return wrong;
    }

    /** Where the victim's list goes on. */
    private Optional<String> cursor(ProbeOperation operation, ProbeAccount victim)
            throws IOException, InterruptedException {
        Map<Slot, String> values = victim.values(operation.slots());
        values.keySet().removeIf(slot -> slot.kind() != ProbeKind.ACCOUNT);
        Request page = operation.request(values);
        String limited = page.path() + (page.path().contains("?") ? "&" : "?") + "limit=1";
        return Optional.of(
                        ProbeCaller.operator()
                                .call(api, new Request(page.method(), limited, page.body()))
                                .text("next"))
                .filter(next -> !next.isEmpty());
    }

    @Test
    void theAnswerToAnotherAccountsRequestIsNotRepeatedToAnybodyElse() throws Exception {
        ProbeAccount victim = ProbeAccount.of(api, "acct_repeated", "nightjar");
        ProbeAccount own = ProbeAccount.of(api, "acct_repeater", "turnstone");
        Map<String, String> header = Map.of("Idempotency-Key", victim.idempotencyKey());

        for (ProbeCaller caller : ProbeCaller.strangersTo(api, own)) {
            Answer same =
                    caller.call(
                            api,
                            new Request("POST", "/v1/endpoints", victim.endpointBody()),
                            header);
            assertThat(same.status()).as(caller.name()).isGreaterThanOrEqualTo(400);
            assertThat(same.response().headers().map()).doesNotContainKey("idempotency-replayed");
        }
    }

    /** Otherwise the probes above could fail for reasons of their own. */
    @Test
    void everyProbeReachesItsOperationWhereTheCallerMay() throws Exception {
        ProbeAccount account = ProbeAccount.of(api, "acct_reached", "wheatear");
        // Without a key pair, there are no public keys to read.
        String endpoint = "/v1/endpoints/" + account.id(ProbeKind.ENDPOINT);
        Request signed = new Request("PATCH", endpoint, "{\"signature\":\"ed25519\"}");
        assertThat(ProbeCaller.operator().call(api, signed).status()).isEqualTo(200);
        Map<String, Integer> refused = new TreeMap<>();

        for (ProbeOperation operation : inHarmlessOrder()) {
            Answer answer =
                    ProbeCaller.operator()
                            .call(api, operation.request(account.values(operation.slots())));
            // The one operation that takes a link in place of a key.
            boolean exchange = answer.text("reason").equals("unknown");
            boolean forInstances = operation.name().endsWith("/requests");
            if (!exchange && !forInstances && !REACHED.contains(answer.status())) {
                refused.put(operation.name() + " " + answer.response().body(), answer.status());
            }
        }

        assertThat(refused).isEmpty();
    }

    /** First what reads, last what ends a thing, and the erasure of all after that. */
    private List<ProbeOperation> inHarmlessOrder() {
        List<String> order = List.of("GET", "PATCH", "PUT", "POST", "DELETE");
        Function<ProbeOperation, Boolean> erases = each -> each.name().contains("/v1/erasures");
        return operations.stream()
                .sorted(
                        Comparator.comparing(erases)
                                .thenComparingInt(each -> order.indexOf(each.method()))
                                .thenComparing(ProbeOperation::name))
                .collect(Collectors.toList());
    }
}
