package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.endpoint.HealthCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EndpointReaderTest {
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final EndpointReader reader = new EndpointReader(codec);
    private final List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();

    @Test
    void theEndpointsOfALargeBatchAreThereWhenTheirTurnComes() {
        List<Endpoint> endpoints = endpoints(200);

        reader.readAhead(batch, _ -> true);

        List<Endpoint> found = new ArrayList<>();
        batch.forEach(record ->
                reader.found(record.value()).ifPresent(each -> found.add(each.endpoint())));
        assertThat(found).isEqualTo(endpoints);
    }

    @Test
    void aRecordThatCantBeReadIsLeftToItsTurnAndHidesNoOther() {
        endpoints(100);
        Endpoint other = Endpoints.of(Endpoints.ACCOUNT, 500, "*");
        add(key(Endpoints.of(Endpoints.ACCOUNT, 501, "*")), "damaged".getBytes(UTF_8));
        add(key(Endpoints.of(Endpoints.ACCOUNT, 502, "*")), codec.write(other));
        endpoints(100);

        reader.readAhead(batch, _ -> true);

        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (reader.found(batch.get(i).value()).isEmpty()) {
                missing.add(i);
            }
        }
        assertThat(missing).containsExactly(100, 101);
    }

    @Test
    void whatIsSkippedOnTheWayIsNoMatter() {
        endpoints(100);
        Endpoint deleted = Endpoints.of(Endpoints.ACCOUNT, 500, "*");
        add(key(deleted), null);
        add(null, "nothing".getBytes(UTF_8));
        add(
                HealthCodec.key(deleted.account(), deleted.id()),
                HealthCodec.write(
                        new EndpointHealth.Disabled(Endpoints.NOW, "gone", Endpoints.NOW)));
        List<Endpoint> late = endpoints(100);

        reader.readAhead(batch, record -> record.offset() % 2 == 0);

        assertThat(reader.found(null)).isEmpty();
        // Of the first hundred, nobody asks for any.
        assertThat(reader.found(batch.get(104).value()).map(EndpointReader.Found::endpoint))
                .contains(late.get(1));
    }

    @Test
    void whatWasReadAheadIsForgottenWithTheNextBatch() {
        endpoints(100);
        byte[] before = batch.getFirst().value();
        reader.readAhead(batch, _ -> true);

        reader.readAhead(List.of(), _ -> true);

        assertThat(reader.found(before)).isEqualTo(Optional.empty());
    }

    private List<Endpoint> endpoints(int count) {
        List<Endpoint> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, batch.size(), "message.*");
            made.add(endpoint);
            add(key(endpoint), codec.write(endpoint));
        }
        return made;
    }

    private static byte[] key(Endpoint endpoint) {
        return EndpointCodec.key(endpoint.account(), endpoint.id());
    }

    private void add(byte @Nullable [] key, byte @Nullable [] value) {
        batch.add(new ConsumerRecord<>("hooklane.endpoints", 0, batch.size(), key, value));
    }
}
