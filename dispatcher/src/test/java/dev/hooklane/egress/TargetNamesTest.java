package dev.hooklane.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetNamesTest {
    private final TargetNames names =
            new TargetNames(new AddressRules(true, List.of(IpNetwork.parse("127.0.0.0/8"))));

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/a,example.com",
        "https://EXAMPLE.com:8443/,example.com",
        "https://a.b.example.co.uk/,example.co.uk",
        "https://one.herokuapp.com/,one.herokuapp.com",
        "https://x.bücher.de/,xn--bcher-kva.de",
        "https://93.184.216.34/,93.184.216.34",
        "https://[2606:2800:220:1::1]/,2606:2800:220:1::1",
        "https://intranet-host/,intranet-host"
    })
    void aThirdPartyIsARegistrableDomainOrAnAddress(String url, String name) {
        assertThat(names.apply(URI.create(url))).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/", "http://localhost/", "https://a.internal/"})
    void whatIsTheOperatorsHasNoLimit(String url) {
        assertThat(names.apply(URI.create(url))).isEmpty();
    }
}
