package dev.hooklane.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.event.EventType;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EndpointFeedTest {
    private static final EventType TYPE = new EventType("message.created");

    private final EndpointDirectory directory = new EndpointDirectory();
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final EndpointCodec others = new EndpointCodec(Endpoints.cipherWithAnotherKey());
    private final EndpointFeed feed = new EndpointFeed(directory, codec);
    private final Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "message.*");
    private final byte[] key = EndpointCodec.key(endpoint.account(), endpoint.id());

    @Test
    void anEndpointThatNoKeyOpensIsKnownAndSealed() {
        follow(key, others.write(endpoint));

        assertThat(directory.find(endpoint.id())).hasValueSatisfying(Endpoint::isSealed);
        assertThat(directory.subscribers(endpoint.account(), TYPE)).hasSize(1);
        assertThat(directory.sealed()).hasSize(1);
        assertThat(feed.sealedByOtherKeys()).isEmpty();
    }

    @Test
    void anEndpointWhoseRecordCantBeReadIsKnownAndSealed() {
        follow(key, "nothing".getBytes(UTF_8));

        assertThat(directory.find(endpoint.id())).hasValueSatisfying(Endpoint::isSealed);
        assertThat(directory.subscribers(endpoint.account(), TYPE)).hasSize(1);
    }

    @Test
    void anEndpointThatBecomesUnreadableIsNotServedAsItWas() {
        follow(key, codec.write(endpoint));
        follow(key, "{\"v\":2}".getBytes(UTF_8));

        assertThat(directory.find(endpoint.id()))
                .hasValueSatisfying(known -> {
                    assertThat(known.isSealed()).isTrue();
                    assertThat(known.eventTypes()).isEqualTo(endpoint.eventTypes());
                });
    }

    @Test
    void anEndpointThatCanBeOpenedAgainIsNoLongerSealed() {
        follow(key, others.write(endpoint));
        follow(key, codec.write(endpoint));

        assertThat(directory.find(endpoint.id())).contains(endpoint);
        assertThat(directory.sealed()).isEmpty();
    }

    @Test
    void aSealedEndpointThatIsDeletedIsGone() {
        follow(key, others.write(endpoint));
        follow(key, null);

        assertThat(directory.sealed()).isEmpty();
        assertThat(directory.wasDeleted(endpoint.id())).isTrue();
    }

    @Test
    void whatNamesNoEndpointIsLeftOut() {
        follow("nobody".getBytes(UTF_8), "nothing".getBytes(UTF_8));
        follow(null, "nothing".getBytes(UTF_8));
        follow(
                HealthCodec.key(endpoint.account(), endpoint.id()),
                "{\"v\":1,\"of\":\"yesterday\"}".getBytes(UTF_8));
        follow(key, codec.write(endpoint));

        assertThat(directory.all()).containsExactly(endpoint);
    }

    private void follow(byte @Nullable [] recordKey, byte @Nullable [] value) {
        feed.processor().process(new Record<>(recordKey, value, 0));
    }
}
