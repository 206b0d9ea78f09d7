package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EndpointDirectoryTest {
    private static final AccountId OTHER = new AccountId("acct_2");
    private static final EventType CREATED = new EventType("message.created");

    private final EndpointDirectory directory = new EndpointDirectory();

    @Test
    void subscribersAreTheAccountsOwn() {
        Endpoint mine = Endpoints.of(Endpoints.ACCOUNT, 1, "message.created");
        directory.put(mine);
        directory.put(Endpoints.of(OTHER, 2, "message.created"));

        assertThat(directory.subscribers(Endpoints.ACCOUNT, CREATED)).containsExactly(mine);
    }

    @Test
    void anEndpointThatAsksTwiceIsFoundOnce() {
        Endpoint mine = Endpoints.of(Endpoints.ACCOUNT, 1, "message.created", "message.*", "*");
        directory.put(mine);

        assertThat(directory.subscribers(Endpoints.ACCOUNT, CREATED)).containsExactly(mine);
    }

    @Test
    void aChangedSelectionReplacesTheOldOne() {
        Endpoint before = Endpoints.of(Endpoints.ACCOUNT, 1, "message.created");
        directory.put(before);
        directory.put(Endpoints.of(Endpoints.ACCOUNT, 1, "bot.updated"));

        assertThat(directory.subscribers(Endpoints.ACCOUNT, CREATED)).isEmpty();
        assertThat(directory.subscribers(Endpoints.ACCOUNT, new EventType("bot.updated")))
                .extracting(Endpoint::id)
                .containsExactly(before.id());
    }

    @Test
    void aRemovedEndpointIsGoneAndKnownToBeDeleted() {
        Endpoint mine = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        directory.put(mine);
        directory.remove(mine.id());

        assertThat(directory.find(mine.id())).isEmpty();
        assertThat(directory.wasDeleted(mine.id())).isTrue();
        assertThat(directory.subscribers(Endpoints.ACCOUNT, CREATED)).isEmpty();
        assertThat(directory.of(Endpoints.ACCOUNT)).isEmpty();
    }

    @Test
    void anEndpointIsAmongThoseWithCertificatesAsLongAsItHasSome() {
        Endpoint without = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        EndpointTls tls =
                new EndpointTls(
                        Optional.of("ca"), Optional.empty(), Optional.empty(), Instant.EPOCH);
        Endpoint with =
                without.withAccess(
                        ServerAccess.of(Optional.empty(), Optional.of(tls)), Instant.EPOCH);

        directory.put(with);
        directory.put(Endpoints.of(Endpoints.ACCOUNT, 2, "*"));
        assertThat(directory.certified()).containsExactly(with);
        directory.put(without);
        assertThat(directory.certified()).isEmpty();
        directory.put(with);
        directory.remove(with.id());
        assertThat(directory.certified()).isEmpty();
    }

    @Test
    void anEndpointThatTurnsUpInAnotherAccountIsNoLongerInTheFirst() {
        directory.put(Endpoints.of(Endpoints.ACCOUNT, 1, "message.created", "bot.updated"));
        Endpoint theirs = Endpoints.of(OTHER, 1, "message.created");

        directory.put(theirs);

        assertThat(directory.of(Endpoints.ACCOUNT)).isEmpty();
        assertThat(directory.accounts()).containsExactly(OTHER);
        assertThat(directory.subscribers(Endpoints.ACCOUNT, CREATED)).isEmpty();
        assertThat(directory.subscribers(OTHER, CREATED)).containsExactly(theirs);
    }

    @Test
    void anEndpointThatWasNeverThereWasNotDeleted() {
        assertThat(directory.wasDeleted(Endpoints.of(OTHER, 1, "*").id())).isFalse();
    }

    /** Against the plain rule: every endpoint of the account whose selection matches. */
    @Test
    void randomChangesAgreeWithTheRule() {
        long seed = 20260115;
        Random random = new Random(seed);
        String[] patterns = {"*", "message.*", "message.created", "bot.updated", "endpoint.*"};
        String[] types = {"message.created", "bot.updated", "bot.disabled", "endpoint.disabled"};
        Map<EndpointId, Endpoint> model = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            AccountId account = random.nextBoolean() ? Endpoints.ACCOUNT : OTHER;
            // An endpoint never changes its account, so the seed decides both.
            long id = random.nextInt(20) * 2L + (account.equals(OTHER) ? 1 : 0);
            Endpoint endpoint = Endpoints.of(account, id, some(patterns, random));
            if (random.nextInt(3) == 0) {
                directory.remove(endpoint.id());
                model.remove(endpoint.id());
            } else {
                directory.put(endpoint);
                model.put(endpoint.id(), endpoint);
            }
            EventType type = new EventType(types[random.nextInt(types.length)]);
            assertThat(directory.subscribers(account, type))
                    .as("seed %d, change %d", seed, i)
                    .containsExactlyInAnyOrderElementsOf(
                            model.values().stream()
                                    .filter(each -> each.account().equals(account))
                                    .filter(each -> each.eventTypes().matches(type))
                                    .toList());
        }
    }

    /** Against the plain rule: every endpoint that is shown as disabled. */
    @Test
    void disabledOnesAreCountedThroughAnyChanges() {
        long seed = 20261123;
        Random random = new Random(seed);
        List<EndpointState> states =
                List.of(
                        new EndpointState.Enabled(),
                        new EndpointState.Paused(),
                        new EndpointState.Disabled("by a test"));
        for (int i = 0; i < 5_000; i++) {
            Instant version = Endpoints.NOW.plusSeconds(random.nextInt(2));
            Endpoint endpoint =
                    Endpoints.of(Endpoints.ACCOUNT, random.nextInt(10), "*")
                            .withState(states.get(random.nextInt(states.size())), version);
            switch (random.nextInt(4)) {
                case 0 -> directory.remove(endpoint.id());
                case 1 -> directory.removeHealth(endpoint.id());
                case 2 ->
                        directory.putHealth(
                                endpoint.id(),
                                new EndpointHealth.Disabled(version, "gone", Endpoints.NOW));
                default -> directory.put(endpoint);
            }
            assertThat(directory.disabled())
                    .as("seed %d, change %d", seed, i)
                    .isEqualTo(
                            (int)
                                    directory.all().stream()
                                            .filter(each ->
                                                    each.state() instanceof EndpointState.Disabled)
                                            .count());
        }
    }

    private static String[] some(String[] patterns, Random random) {
        List<String> chosen = new ArrayList<>();
        chosen.add(patterns[random.nextInt(patterns.length)]);
        if (random.nextBoolean()) {
            chosen.add(patterns[random.nextInt(patterns.length)]);
        }
        return chosen.toArray(String[]::new);
    }

    @Test
    void aDisabledHealthShowsTheEndpointAsDisabledWhicheverCameFirst() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        EndpointHealth disabled =
                new EndpointHealth.Disabled(endpoint.updatedAt(), "gone", Endpoints.NOW);
        EndpointDirectory healthFirst = new EndpointDirectory();
        EndpointDirectory endpointFirst = new EndpointDirectory();

        healthFirst.putHealth(endpoint.id(), disabled);
        healthFirst.put(endpoint);
        endpointFirst.put(endpoint);
        endpointFirst.putHealth(endpoint.id(), disabled);

        Endpoint shown = endpoint.withState(new EndpointState.Disabled("gone"), Endpoints.NOW);
        assertThat(healthFirst.find(endpoint.id())).contains(shown);
        assertThat(endpointFirst.find(endpoint.id())).contains(shown);
        assertThat(endpointFirst.subscribers(Endpoints.ACCOUNT, new EventType("bot.updated")))
                .containsExactly(shown);
    }

    @Test
    void healthOfAnEarlierVersionMeansNothing() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        EndpointDirectory own = new EndpointDirectory();
        own.put(endpoint);
        own.putHealth(
                endpoint.id(),
                new EndpointHealth.Disabled(endpoint.updatedAt(), "gone", Endpoints.NOW));
        Endpoint enabled =
                endpoint.withState(new EndpointState.Enabled(), Endpoints.NOW.plusMillis(1));

        own.put(enabled);

        assertThat(own.find(endpoint.id())).contains(enabled);
        assertThat(own.health(endpoint.id())).isEmpty();
        assertThat(own.knowsHealth(endpoint.id())).isTrue();
    }

    @Test
    void withoutItsHealthTheEndpointIsAsItWasWritten() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        EndpointDirectory own = new EndpointDirectory();
        own.putHealth(
                endpoint.id(),
                new EndpointHealth.Disabled(endpoint.updatedAt(), "gone", Endpoints.NOW));
        own.put(endpoint);

        own.removeHealth(endpoint.id());

        assertThat(own.find(endpoint.id())).contains(endpoint);
    }
}
