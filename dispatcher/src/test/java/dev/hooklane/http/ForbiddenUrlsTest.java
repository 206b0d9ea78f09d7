package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.EndpointUrlCheck;
import dev.hooklane.egress.ForbiddenUrls;
import dev.hooklane.egress.ForbiddenUrls.Form;
import dev.hooklane.egress.IpNetwork;
import dev.hooklane.egress.UrlProblem;
import dev.hooklane.egress.UrlRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** Every form of a forbidden address is refused where it is saved and where it is sent to. */
final class ForbiddenUrlsTest {
    private static final HttpSettings SETTINGS =
            HttpSettings.defaults("1").withAddressRules(ForbiddenUrls.RULES);

    private final List<Form> forms = ForbiddenUrls.all();

    @Test
    void theListIsLong() {
        assertThat(forms).hasSizeGreaterThan(300);
    }

    @Test
    void noneIsSaved() {
        List<String> saved = new ArrayList<>();
        for (Form form : forms) {
            try (EndpointUrlCheck check =
                    new EndpointUrlCheck(ForbiddenUrls.RULES, form.savedDns())) {
                if (check.problems(form.url()).isEmpty() && !form.changes()) {
                    saved.add(form.url());
                }
            }
        }

        assertThat(saved).isEmpty();
    }

    @Test
    void noneIsConnectedTo() {
        TreeMap<String, Object> sent = new TreeMap<>();
        for (Form form : forms) {
            send(form)
                    .filter(outcome -> !isRefused(outcome))
                    .ifPresent(outcome -> sent.put(form.url() + " " + form.whenSent(), outcome));
        }

        assertThat(sent).isEmpty();
    }

    private static boolean isRefused(Object outcome) {
        return outcome instanceof NoResponse(ErrorKind kind, _)
                && kind == ErrorKind.FORBIDDEN_ADDRESS;
    }

    /** Returns the outcome of an attempt; empty if no endpoint can have such a URL. */
    private static Optional<Object> send(Form form) {
        Network system = Network.system();
        Network network = new Network(form.sentDns(), system.trust(), system.tls());
        try (HttpAttemptSender sender = new HttpAttemptSender(SETTINGS, Samples.CLOCK, network)) {
            return Optional.of(Samples.send(sender, new URI(form.url()).toString()));
        } catch (URISyntaxException e) {
            assertThat(e).hasMessageContaining(form.url());
            return Optional.empty();
        }
    }

    /** As if nothing had been checked before: the client's own look-up and socket refuse it. */
    @Test
    void theClientAloneConnectsToNone() {
        TreeMap<String, Object> connected = new TreeMap<>();
        Network system = Network.system();
        for (Form form : forms) {
            HttpUrl url = HttpUrl.parse(form.url());
            if (url == null || !url.isHttps() || !UrlRules.problems(url, everyHost()).isEmpty()) {
                continue;
            }
            if (isPublic(url.host())) {
                continue;
            }
            Network network = new Network(form.sentDns(), system.trust(), system.tls());
            try (Clients clients = new Clients(SETTINGS, network)) {
                clients.forServerOf(url)
                        .newCall(new Request.Builder().url(url).build())
                        .execute()
                        .close();
                connected.put(form.url(), "answered");
            } catch (IOException e) {
                if (!(e instanceof ForbiddenAddressException)) {
                    connected.put(form.url(), e);
                }
            }
        }

        assertThat(connected).isEmpty();
    }

    /** Reports whether OkHttp finds a public address in what was meant to confuse others. */
    private static boolean isPublic(String host) {
        return UrlRules.isLiteral(host)
                && ForbiddenUrls.RULES.forbidden(InetAddress.ofLiteral(host)).isEmpty();
    }

    private static AddressRules everyHost() {
        return new AddressRules(
                true, List.of(IpNetwork.parse("0.0.0.0/0"), IpNetwork.parse("::/0")));
    }

    /** What a customer reads names no address that the customer did not write. */
    @Test
    void noCustomerLearnsAnAddress() {
        for (Form form : forms) {
            try (EndpointUrlCheck check =
                    new EndpointUrlCheck(ForbiddenUrls.RULES, form.sentDns())) {
                for (UrlProblem problem : check.problems(form.url())) {
                    form.whenSent().stream()
                            .map(InetAddress::getHostAddress)
                            .filter(address -> !form.url().contains(address))
                            .filter(address ->
                                    !String.valueOf(HttpUrl.parse(form.url())).contains(address))
                            .forEach(
                                    address -> assertThat(problem.words()).doesNotContain(address));
                    assertThat(problem.words())
                            .doesNotContain("is private")
                            .doesNotContain("loopback");
                }
            }
        }
    }
}
