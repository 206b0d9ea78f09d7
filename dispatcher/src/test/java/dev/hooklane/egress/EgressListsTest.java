package dev.hooklane.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressListsTest {
    private static final String PUBLIC = "93.184.216.34";

    private static AddressRules allowing(String... places) {
        return AddressRules.publicOnly()
                .with(new EgressLists(ForbiddenUrls.places(places), List.of(), List.of()));
    }

    private static List<UrlProblem> problems(AddressRules rules, String url, String address) {
        try (EndpointUrlCheck check =
                new EndpointUrlCheck(rules, _ -> List.of(InetAddress.ofLiteral(address)))) {
            return check.problems(url);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/,93.184.216.34",
        "https://HOOKS.example.com/,93.184.216.34",
        "https://a.b.partner.example/,93.184.216.34",
        "https://other.example/,198.100.3.4",
        "https://198.100.3.4/,198.100.3.4",
        "https://[64:ff9b::c664:304]/,198.100.3.4"
    })
    void anAllowedHostOrNetworkIsReached(String url, String address) {
        AddressRules rules = allowing("hooks.example.com", "*.partner.example", "198.100.0.0/16");

        assertThat(problems(rules, url, address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/,93.184.216.34",
        "https://partner.example/,93.184.216.34",
        "https://hooks.example.com.evil.example/,93.184.216.34",
        "https://evilpartner.example/,93.184.216.34",
        "https://93.184.216.34/,93.184.216.34"
    })
    void nothingElseIs(String url, String address) {
        AddressRules rules = allowing("hooks.example.com", "*.partner.example", "198.100.0.0/16");

        assertThat(problems(rules, url, address))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.words())
                                .endsWith("deliveries to it are not allowed here"));
    }

    @Test
    void allowingOpensNoAddressThatIsNotPublic() {
        AddressRules rules = allowing("hooks.example.com", "10.0.0.0/8");

        assertThat(problems(rules, "https://hooks.example.com/", "10.1.2.3")).isNotEmpty();
        assertThat(problems(rules, "https://10.1.2.3/", "10.1.2.3")).isNotEmpty();
    }

    @Test
    void denyingWinsOverAllowing() {
        AddressRules rules =
                AddressRules.publicOnly()
                        .with(
                                new EgressLists(
                                        ForbiddenUrls.places("*.example.com"),
                                        ForbiddenUrls.places("bad.example.com", "198.100.0.0/16"),
                                        List.of()));

        assertThat(problems(rules, "https://good.example.com/", PUBLIC)).isEmpty();
        assertThat(problems(rules, "https://bad.example.com/", PUBLIC)).isNotEmpty();
        assertThat(problems(rules, "https://good.example.com/", "198.100.1.1")).isNotEmpty();
    }

    @Test
    void operatorsReadWhichAddressItWas() {
        assertThat(problems(AddressRules.publicOnly(), "https://x.example/", "10.1.2.3"))
                .containsExactly(
                        new UrlProblem(
                                "url host x.example is refused: it is not a public address",
                                "url host x.example is refused: 10.1.2.3 is private, and"
                                        + " deliveries go to public addresses only"));
    }

    @ParameterizedTest
    @CsvSource({
        "2a0a:64::/96,2a0a:64::808:808",
        "2a0b:64::/32,2a0b:64:808:808::",
        "2a0b:64:9900::/40,2a0b:64:9908:808:8::",
        "2a0b:64:99::/48,2a0b:64:99:808:8:800::",
        "2a0b:64:99:8800::/56,2a0b:64:99:8808:8:808::",
        "2a0c:64:0:6400::/64,2a0c:64:0:6400:8:808:800:0",
        "64:ff9b:1::/48,64:ff9b:1:808:8:800::"
    })
    void anAddressBehindNat64IsJudgedByTheIpv4AddressInIt(String prefix, String google) {
        AddressRules rules =
                AddressRules.publicOnly()
                        .with(
                                new EgressLists(
                                        List.of(),
                                        ForbiddenUrls.places("8.8.8.0/24"),
                                        ForbiddenUrls.prefixes(prefix)));

        assertThat(rules.forbidden(InetAddress.ofLiteral(google)))
                .hasValueSatisfying(problem ->
                        assertThat(problem.detail()).endsWith("is denied by egress.deny"));
    }

    @ParameterizedTest
    @CsvSource({
        "2a0c:64:0:6400::/64,2a0c:64:0:6400:a:0:100:0",
        "2a0c:64:96::/96,2a0c:64:96::a00:1"
    })
    void aPrivateAddressBehindNat64IsNotPublic(String prefix, String internal) {
        EgressLists lists = new EgressLists(List.of(), List.of(), ForbiddenUrls.prefixes(prefix));

        assertThat(AddressRules.publicOnly().with(lists).forbidden(InetAddress.ofLiteral(internal)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "a b",
                "exa*mple.com",
                "http://a.example",
                "1.2.3.4/33",
                "a@b"
            })
    void whatIsNoPlaceIsNotRead(String text) {
        assertThatThrownBy(() -> EgressPlace.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64:ff9b::/95", "10.0.0.0/8", "2a0a:64::/128", "nat64"})
    void whatIsNoNat64PrefixIsNotRead(String text) {
        assertThatThrownBy(() -> Nat64.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
