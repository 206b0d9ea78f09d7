package dev.hooklane.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.call.Bounds;
import dev.hooklane.config.RegistrySettings;
import dev.hooklane.source.registry.PlayedRegistry.Needed;
import dev.hooklane.source.registry.RegisteredSchema.Reference;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaRegistryTest {
    private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(30), 1 << 20, 16);

    private final PlayedRegistry played = new PlayedRegistry();
    private final SchemaRegistry registry = new SchemaRegistry("shop", played.settings(), BOUNDS);

    @AfterEach
    void close() {
        registry.close();
        played.close();
    }

    @Test
    void aSchemaWithoutATypeIsOneOfAvro() {
        played.schema(7, "AVRO", "\"int\"");

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isEqualTo(
                        new SchemaAnswer.Found(
                                new RegisteredSchema(7, SchemaType.AVRO, "\"int\"", List.of())));
        assertThat(played.asked()).containsExactly("/schemas/ids/7");
    }

    @Test
    void eachSchemaThatIsReferredToComesOnceAndBeforeThoseThatNeedIt() {
        Needed country = new Needed("Country", "country type", 3);
        played.schema(7, "PROTOBUF", "order", new Needed("Address", "address", 1), country)
                .version("address", 1, "PROTOBUF", "address", country)
                .version("country type", 3, "PROTOBUF", "country");

        assertThat(
                        ((SchemaAnswer.Found) registry.schema(7, SchemaRegistry.PATIENCE))
                                .schema()
                                .references())
                .containsExactly(
                        new Reference("Country", "country"), new Reference("Address", "address"));
        assertThat(played.asked())
                .containsExactly(
                        "/schemas/ids/7",
                        "/subjects/address/versions/1?deleted=true",
                        "/subjects/country%20type/versions/3?deleted=true");
    }

    @Test
    void schemasThatReferToEachOtherEnd() {
        played.schema(7, "AVRO", "a", new Needed("B", "b", 1))
                .version("b", 1, "AVRO", "b", new Needed("B", "b", 1));

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isInstanceOf(SchemaAnswer.Found.class);
    }

    @Test
    void tooManyReferencesAreRefused() {
        played.schema(7, "AVRO", "a", new Needed("V0", "v0", 1));
        for (int i = 0; i < SchemaLookUp.REFERENCES_MAX; i++) {
            String next = "v" + (i + 1);
            played.version("v" + i, 1, "AVRO", "v", new Needed(next, next, 1));
        }

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isInstanceOfSatisfying(
                        SchemaAnswer.Missing.class,
                        missing ->
                                assertThat(missing.reason())
                                        .endsWith(
                                                "refers to more than 100 schemas, or over more than 20 levels"));
    }

    @Test
    void itShowsWhoItIs() {
        played.schema(7, "AVRO", "\"int\"");
        try (SchemaRegistry shown =
                new SchemaRegistry("shop", played.settings("Bearer token-1"), BOUNDS)) {
            assertThat(shown.schema(7, SchemaRegistry.PATIENCE))
                    .isInstanceOf(SchemaAnswer.Found.class);
        }
        assertThat(played.asked()).containsExactly("/schemas/ids/7 Bearer token-1");
    }

    @Test
    void aSchemaThatIsNotThereIsMissing() {
        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isEqualTo(new SchemaAnswer.Missing("registry shop: schema 7 is not there"));
    }

    @Test
    void aSubjectThatIsDeletedForGoodMakesTheSchemaMissing() {
        played.schema(7, "AVRO", "a", new Needed("B", "b", 2));

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isEqualTo(
                        new SchemaAnswer.Missing(
                                "registry shop: schema 7 refers to version 2 of subject 'b', which is not there"));
    }

    @Test
    void aTypeThatIsUnknownMakesTheSchemaMissing() {
        played.schema(7, "THRIFT", "a");

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isEqualTo(
                        new SchemaAnswer.Missing(
                                "registry shop: schema 7 is of the type 'THRIFT', which is unknown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | {\"error_code\":40101} | answers 401",
                "403 | ``                     | answers 403",
                "429 | ``                     | answers 429",
                "500 | <html>                 | answers 500",
                "503 | {}                     | answers 503",
                "302 | ``                     | answers 302",
                "404 | <html>Not Found        | answers 404, and not in the words of its API; is its url right?",
                "404 | {\"error_code\":404}   | answers 404, and not in the words of its API; is its url right?",
                "200 | <html>                 | answers with what is not its API's JSON",
                "200 | []                     | answers with what is not its API's JSON",
                "200 | {}                     | gives no schema for schema 7",
            })
    void anAnswerThatSaysNothingLeavesItOpen(int status, String body, String reason) {
        played.failWith(status, body);

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isEqualTo(new SchemaAnswer.Unavailable("registry shop " + reason));
    }

    @Test
    void anAnswerThatIsTooLargeLeavesItOpen() {
        played.failWith(200, "x".repeat(BOUNDS.bytesMax() + 1));

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isEqualTo(
                        new SchemaAnswer.Unavailable("registry shop gives an answer over 1 MiB"));
    }

    @Test
    void aRegistryThatIsSlowLeavesItOpen() {
        played.hang();
        try (SchemaRegistry impatient =
                new SchemaRegistry(
                        "shop", played.settings(), new Bounds(Duration.ofMillis(200), 1_000, 1))) {
            assertThat(impatient.schema(7, SchemaRegistry.PATIENCE))
                    .isEqualTo(
                            new SchemaAnswer.Unavailable("registry shop gives no answer in time"));
        }
    }

    @Test
    void aRegistryThatIsAwayLeavesItOpen() {
        played.goAway();

        assertThat(registry.schema(7, SchemaRegistry.PATIENCE))
                .isEqualTo(
                        new SchemaAnswer.Unavailable("registry shop does not accept connections"));
    }

    @Test
    void aRegistryIsTrustedByItsAuthority() throws IOException {
        HeldCertificate authority =
                new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
        try (MockWebServer secured = new MockWebServer()) {
            secured.useHttps(
                    new HandshakeCertificates.Builder()
                            .heldCertificate(authority)
                            .build()
                            .sslSocketFactory());
            secured.enqueue(new MockResponse.Builder().body("{\"schema\":\"x\"}").build());
            secured.start();

            assertThat(schema(secured, List.of()))
                    .isEqualTo(new SchemaAnswer.Unavailable("registry shop fails at TLS"));
            assertThat(schema(secured, List.of(authority.certificate())))
                    .isInstanceOf(SchemaAnswer.Found.class);
        }
    }

    private static SchemaAnswer schema(MockWebServer at, List<X509Certificate> authorities) {
        URI url = URI.create("https://localhost:" + at.getPort());
        try (SchemaRegistry registry =
                new SchemaRegistry("shop", new RegistrySettings(url, "", authorities), BOUNDS)) {
            return registry.schema(7, SchemaRegistry.PATIENCE);
        }
    }

    @Test
    void subjectsAreListed() throws IOException {
        played.failWith(200, "[\"orders-value\",\"users\"]");

        assertThat(registry.subjects()).containsExactly("orders-value", "users");
        assertThat(played.asked()).containsExactly("/subjects");
    }

    @Test
    void aListOfSubjectsThatIsNoneSaysWhy() {
        played.failWith(200, "{}");

        assertThatThrownBy(registry::subjects)
                .isInstanceOf(IOException.class)
                .hasMessage("registry shop answers with what is not its API's JSON");
    }

    @Test
    void theLatestSchemaOfASubjectComesWithThoseThatItNeeds() {
        played.version("orders value", 7, "AVRO", "order", new Needed("B", "b", 2))
                .latest("orders value", 7)
                .version("b", 2, "AVRO", "b");

        assertThat(registry.latest("orders value"))
                .isEqualTo(
                        new SchemaAnswer.Found(
                                new RegisteredSchema(
                                        0,
                                        SchemaType.AVRO,
                                        "order",
                                        List.of(new Reference("B", "b")))));
        assertThat(registry.latest("users"))
                .isEqualTo(
                        new SchemaAnswer.Missing(
                                "registry shop: the latest schema of subject 'users' is not there"));
    }

    @Test
    void aPathBeforeTheApiIsKept() {
        played.failWith(200, "{\"schema\":\"x\"}");
        RegistrySettings apicurio =
                new RegistrySettings(URI.create(played.url() + "/apis/ccompat/v7"), "", List.of());
        try (SchemaRegistry other = new SchemaRegistry("shop", apicurio, BOUNDS)) {
            assertThat(other.schema(7, SchemaRegistry.PATIENCE))
                    .isInstanceOf(SchemaAnswer.Found.class);
        }
        assertThat(played.asked()).containsExactly("/apis/ccompat/v7/schemas/ids/7");
    }
}
