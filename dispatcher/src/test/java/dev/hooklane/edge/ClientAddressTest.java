package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.ProxySettings;
import dev.hooklane.config.ProxySettings.Header;
import dev.hooklane.egress.IpNetwork;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final List<IpNetwork> PROXIES =
            List.of(IpNetwork.parse("10.0.0.0/8"), IpNetwork.parse("fd00::/8"));

    private final ClientAddress forwardedFor =
            new ClientAddress(new ProxySettings(PROXIES, Header.X_FORWARDED_FOR, false));
    private final ClientAddress forwarded =
            new ClientAddress(new ProxySettings(PROXIES, Header.FORWARDED, false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    203.0.113.7 | 198.51.100.1                         | 203.0.113.7
                    10.1.1.1    | 198.51.100.1                         | 198.51.100.1
                    10.1.1.1    | 192.0.2.66, 198.51.100.1             | 198.51.100.1
                    10.1.1.1    | 192.0.2.66, 198.51.100.1, 10.2.2.2   | 198.51.100.1
                    10.1.1.1    | 10.3.3.3, 10.2.2.2                   | 10.3.3.3
                    10.1.1.1    | 198.51.100.1:4711                    | 198.51.100.1
                    fd00:0:0:0:0:0:0:1 | [2001:db8::1]:4711            | 2001:db8:0:0:0:0:0:1
                    10.1.1.1    | 2001:db8::1                          | 2001:db8:0:0:0:0:0:1
                    10.1.1.1    | ::ffff:198.51.100.1                  | 198.51.100.1
                    10.1.1.1    | 198.51.100.1, unknown                | 10.1.1.1
                    10.1.1.1    | 198.51.100.1, unknown, 10.2.2.2      | 10.2.2.2
                    10.1.1.1    | localhost                            | 10.1.1.1
                    10.1.1.1    | ''                                   | 10.1.1.1
                    """)
    void theClientIsTheLastThatNoTrustedProxyHas(String peer, String header, String client) {
        assertThat(forwardedFor.of(address(peer), List.of(header))).isEqualTo(address(client));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.1.1.1    | for=198.51.100.1                                 | 198.51.100.1
                    10.1.1.1    | for=192.0.2.66, For="198.51.100.1:80";proto=https | 198.51.100.1
                    10.1.1.1    | proto=https;for="[2001:db8::1]:4711", for=10.2.2.2 | 2001:db8:0:0:0:0:0:1
                    10.1.1.1    | for=_hidden                                      | 10.1.1.1
                    10.1.1.1    | proto=https                                      | 10.1.1.1
                    203.0.113.7 | for=198.51.100.1                                 | 203.0.113.7
                    """)
    void theStandardHeaderReadsTheSame(String peer, String header, String client) {
        assertThat(forwarded.of(address(peer), List.of(header))).isEqualTo(address(client));
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(forwardedFor.of(address("10.1.1.1"), List.of("192.0.2.66", "198.51.100.1")))
                .isEqualTo(address("198.51.100.1"));
    }

    @Test
    void aSiteOfIpv6CountsAsOne() {
        assertThat(ClientAddress.counted(address("2001:db8:1:2::1")))
                .isEqualTo(ClientAddress.counted(address("2001:db8:1:2:ffff::9")))
                .isNotEqualTo(ClientAddress.counted(address("2001:db8:1:3::1")));
        assertThat(ClientAddress.counted(address("198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
