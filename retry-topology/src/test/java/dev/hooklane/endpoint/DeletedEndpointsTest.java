package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An account that creates and deletes endpoints without end fills nobody's memory. */
final class DeletedEndpointsTest {
    private static final int MANY = RecentlyDeleted.REMEMBERED_MAX * 2;

    private final EndpointDirectory directory = new EndpointDirectory();

    @Test
    void theDirectoryRemembersNothingOfThemButTheLatestDeletions() {
        for (int i = 0; i < MANY; i++) {
            Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, i, "*", "message.created");
            directory.put(endpoint);
            directory.putHealth(endpoint.id(), disabled(endpoint));
            directory.remove(endpoint.id());
            // Its owner reports on the last attempts.
            directory.putHealth(endpoint.id(), disabled(endpoint));
        }

        EndpointId first = Endpoints.of(Endpoints.ACCOUNT, 0, "*").id();
        EndpointId last = Endpoints.of(Endpoints.ACCOUNT, MANY - 1L, "*").id();
        assertThat(directory.size()).isZero();
        assertThat(directory.disabled()).isZero();
        assertThat(directory.sealed()).isEmpty();
        assertThat(directory.count(Endpoints.ACCOUNT)).isZero();
        assertThat(directory.subscribers(Endpoints.ACCOUNT, new EventType("message.created")))
                .isEmpty();
        assertThat(directory.knowsHealth(first)).isFalse();
        assertThat(directory.knowsHealth(last)).isFalse();
        assertThat(directory.wasDeleted(last)).isTrue();
        assertThat(directory.wasDeleted(first)).isFalse();
    }

    @Test
    void theirRevisionsAreForgottenTooAndThoseOfOthersAreKept() {
        EndpointRevisions revisions = new EndpointRevisions();
        EndpointId kept = Endpoints.of(Endpoints.ACCOUNT, MANY + 1L, "*").id();
        follow(revisions, kept, 1);
        revisions.deleted(kept);
        follow(revisions, kept, 2);
        revisions.exists(kept);

        for (int i = 0; i < MANY; i++) {
            EndpointId id = Endpoints.of(Endpoints.ACCOUNT, i, "*").id();
            follow(revisions, id, 1);
            follow(revisions, id, 2);
            revisions.deleted(id);
        }

        assertThat(revisions.size()).isEqualTo(RecentlyDeleted.REMEMBERED_MAX + 1);
        assertThat(revisions.current(kept)).contains(new EndpointRevision(2));
    }

    @Test
    void healthOfEndpointsThatDontExistIsForgottenOnceAllAreKnown() {
        Endpoint known = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        Endpoint unknown = Endpoints.of(new AccountId("acct_9"), 2, "*");
        directory.putHealth(known.id(), disabled(known));
        directory.putHealth(unknown.id(), disabled(unknown));
        directory.put(known);

        directory.forgetHealthOfUnknown();

        assertThat(directory.knowsHealth(known.id())).isTrue();
        assertThat(directory.knowsHealth(unknown.id())).isFalse();
    }

    private static void follow(EndpointRevisions revisions, EndpointId id, long revision) {
        revisions.follow(Endpoints.ACCOUNT, id, new EndpointRevision(revision), Set.of(), 0);
    }

    private static EndpointHealth disabled(Endpoint endpoint) {
        return new EndpointHealth.Disabled(
                endpoint.updatedAt(), "it answered 410 Gone", Instant.EPOCH);
    }
}
