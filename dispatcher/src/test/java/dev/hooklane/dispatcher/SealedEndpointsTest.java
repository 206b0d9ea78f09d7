package dev.hooklane.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SealedEndpointsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final SecretKeys ours = SecretKeys.generate();
    private final SecretKeys theirs = SecretKeys.generate();
    private final EndpointCodec codec = codec(ours);
    private final EndpointDirectory directory = new EndpointDirectory();
    private final SealedEndpoints sealed =
            new SealedEndpoints(directory, codec, ours.ids(), ours.ids());
    private final Random random = new Random(1);

    @Test
    void aWrongKeyKeepsTheInstanceFromStartingAndBothKeysAreNamed() {
        read(3, codec(theirs));

        assertThat(sealed.startProblems())
                .containsExactly(
                        "secrets.key opens 0 of 3 endpoints; it has key %s, and the others need key %s (3 endpoints); `hooklane secrets list FILE` shows these ids for a key file"
                                .formatted(ours.primaryId(), theirs.primaryId()));
        assertThat(sealed.readiness().ready()).isFalse();
    }

    @Test
    void fewThatNeedAnotherKeyAreToldOfAndKeepNobodyFromStarting() {
        read(9, codec);
        read(1, codec(theirs));

        assertThat(sealed.startProblems()).isEmpty();
        assertThat(sealed.readiness().ready()).isTrue();
        assertThat(sealed.readiness().detail())
                .isEqualTo(
                        "1 can't be opened or read, their deliveries are held; this instance lacks key %s (1 endpoint)"
                                .formatted(theirs.primaryId()));
    }

    @Test
    void halfOfThemAreTooMany() {
        read(1, codec);
        read(1, codec(theirs));

        assertThat(sealed.startProblems()).hasSize(1);
    }

    @Test
    void whatIsDamagedIsNoMatterOfKeys() {
        Endpoint endpoint = endpoint();
        byte[] value = codec.write(endpoint);
        String damaged =
                new String(value, StandardCharsets.UTF_8)
                        .replace(endpoint.id().value(), "ep_0000000000000000");
        directory.put(codec.readWithoutKey(damaged.getBytes(StandardCharsets.UTF_8)));
        directory.put(
                EndpointCodec.unreadable(
                        EndpointCodec.key(endpoint.account(), endpoint.id()),
                        new byte[0],
                        Optional.empty()));

        assertThat(directory.sealed()).hasSize(2);
        assertThat(sealed.startProblems()).isEmpty();
        assertThat(sealed.readiness().ready()).isTrue();
    }

    @Test
    void whereAllCanBeOpenedNothingIsSaid() {
        read(2, codec);

        assertThat(sealed.startProblems()).isEmpty();
        assertThat(sealed.readiness().detail()).isEmpty();
    }

    private void read(int count, EndpointCodec writer) {
        for (int i = 0; i < count; i++) {
            directory.put(codec.readWithoutKey(writer.write(endpoint())));
        }
    }

    private Endpoint endpoint() {
        return new Endpoint(
                EndpointId.random(random),
                new AccountId("acct_1"),
                URI.create("https://example.com/"),
                "",
                EventSelection.of("*"),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(random, NOW)),
                NOW,
                NOW);
    }

    private static EndpointCodec codec(SecretKeys keys) {
        return new EndpointCodec(TinkSecretCipher.of(keys.toJson()));
    }
}
