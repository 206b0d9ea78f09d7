package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.secret.TinkSecretCipher;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The key that encrypts secrets is replaced: what the former one encrypted is encrypted again. */
@ExtendWith(SharedApi.class)
class SecretKeyApiIT {
    private final ApiFixture api;

    SecretKeyApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void whatTheFormerKeyEncryptedIsCountedAndEncryptedAgain() throws Exception {
        Answer made = api.endpoint("sealed");
        EndpointId id = new EndpointId(made.text("id"));
        Endpoint before = api.directory.find(id).orElseThrow();
        api.lane.seal(id, api.formerKeys);
        Awaitility.await().until(() -> left() == 1);

        Answer resealed = api.post("/v1/secrets-key/reseal", "");

        assertThat(resealed.status()).isEqualTo(200);
        assertThat(resealed.json().path("resealed").asInt()).isEqualTo(1);
        assertThat(resealed.json().path("sealedByOthers").asInt()).isZero();
        assertThat(left()).isZero();
        assertThat(api.directory.find(id)).contains(before);
        EndpointCodec former = new EndpointCodec(TinkSecretCipher.of(api.formerKeys.toJson()));
        List<byte[]> written =
                api.written.records(api.topics.endpoints(), id.value(), 3).stream()
                        .map(ConsumerRecord::value)
                        .toList();
        assertThat(former.read(written.get(1)).secrets()).isEqualTo(before.secrets());
        assertThatThrownBy(() -> former.read(written.getLast()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key of secrets.key decrypts its secret");
    }

    private int left() throws Exception {
        return api.get("/v1/secrets-key").json().path("sealedByOthers").asInt();
    }
}
