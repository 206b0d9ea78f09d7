package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.EndpointUrlCheck;
import dev.hooklane.egress.UrlProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import okhttp3.Dns;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No way of writing or resolving a forbidden address reaches a server there. */
final class ForbiddenAddressesIT {
    /** Allows {@code http://} but no address that is not public. */
    private static final HttpSettings SETTINGS =
            HttpSettings.defaults("1").withAddressRules(new AddressRules(true, List.of()));

    private RawServer server;

    @BeforeEach
    void listen() throws IOException {
        server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static Network network(Dns dns) {
        Network system = Network.system();
        return new Network(dns, system.trust(), system.tls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "0177.0.0.1",
                "017700000001",
                "127.0.0.1.",
                "0.0.0.0",
                "0",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[::]",
                "localhost",
                "localhost."
            })
    void noSpellingOfItIsReached(String host) {
        try (HttpAttemptSender sender = new HttpAttemptSender(SETTINGS, Samples.CLOCK)) {
            AttemptOutcome outcome = Samples.send(sender, server.url(host));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            NoResponse.class,
                            refused ->
                                    assertThat(refused.kind())
                                            .isEqualTo(ErrorKind.FORBIDDEN_ADDRESS));
            assertThat(server.connections()).isZero();
        }
    }

    /** The client alone, without the check of the URL that comes before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0.0.0.0",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "localhost"
            })
    void theSocketAloneRefusesIt(String host) {
        try (Clients clients = new Clients(SETTINGS, Network.system())) {
            Request request = new Request.Builder().url(server.url(host)).build();

            assertThatThrownBy(() ->
                            clients.forServerOf(request.url()).newCall(request).execute().close())
                    .isInstanceOf(IOException.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aNameThatTurnsToItAfterSavingIsNotReached() {
        Queue<String> answers = new ArrayDeque<>(List.of("93.184.216.34", "127.0.0.1"));
        Dns rebinding = _ -> List.of(InetAddress.ofLiteral(answers.remove()));
        String url = server.url("rebind.example");
        try (EndpointUrlCheck check = new EndpointUrlCheck(SETTINGS.addressRules(), rebinding);
                HttpAttemptSender sender =
                        new HttpAttemptSender(SETTINGS, Samples.CLOCK, network(rebinding))) {
            List<UrlProblem> problemsAtSaving = check.problems(url);

            AttemptOutcome outcome = Samples.send(sender, url);

            assertThat(problemsAtSaving).isEmpty();
            assertThat(outcome)
                    .isEqualTo(
                            new NoResponse(
                                    ErrorKind.FORBIDDEN_ADDRESS,
                                    "rebind.example is refused: it is not a public address"));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aNameWithOneForbiddenAddressOfSeveralIsNotReached() {
        Dns mixed =
                _ ->
                        List.of(
                                InetAddress.ofLiteral("127.0.0.1"),
                                InetAddress.ofLiteral("93.184.216.34"));
        try (HttpAttemptSender sender =
                new HttpAttemptSender(SETTINGS, Samples.CLOCK, network(mixed))) {
            Samples.send(sender, server.url("mixed.example"));

            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aSocketConnectsToNoUnresolvedAddress() throws IOException {
        try (Socket socket = new VettedSockets(SocketEgress.direct(Samples.LOCAL)).createSocket()) {
            assertThatThrownBy(() ->
                            socket.connect(
                                    InetSocketAddress.createUnresolved("127.0.0.1", server.port())))
                    .isInstanceOf(ForbiddenAddressException.class);
        }
    }

    @Test
    void httpNeedsTheDevelopmentSetting() {
        AddressRules httpsOnly = new AddressRules(false, Samples.LOCAL.allowedNetworks());
        try (HttpAttemptSender sender =
                new HttpAttemptSender(SETTINGS.withAddressRules(httpsOnly), Samples.CLOCK)) {
            assertThat(Samples.send(sender, server.url()))
                    .isEqualTo(
                            new NoResponse(
                                    ErrorKind.FORBIDDEN_ADDRESS, "url scheme http is not https"));
            assertThat(server.connections()).isZero();
        }
    }
}
