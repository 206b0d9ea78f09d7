package dev.hooklane.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0|this network",
                "0.1.2.3|this network",
                "10.0.0.1|private",
                "10.255.255.255|private",
                "100.64.0.0|carrier-grade NAT",
                "100.100.100.200|carrier-grade NAT",
                "100.127.255.255|carrier-grade NAT",
                "127.0.0.1|loopback",
                "127.255.255.255|loopback",
                "168.63.129.16|metadata",
                "169.254.0.1|link-local",
                "169.254.169.254|metadata",
                "172.16.0.1|private",
                "172.31.255.255|private",
                "192.0.0.192|reserved",
                "192.0.2.7|documentation",
                "192.88.99.1|6to4",
                "192.168.1.1|private",
                "198.18.0.1|benchmarks",
                "198.19.255.255|benchmarks",
                "198.51.100.1|documentation",
                "203.0.113.1|documentation",
                "224.0.0.1|multicast",
                "239.255.255.255|multicast",
                "240.0.0.1|reserved",
                "255.255.255.255|broadcast",
                "::|unspecified",
                "::1|loopback",
                "::127.0.0.1|loopback",
                "::8.8.8.8|reserved",
                "::ffff:0:10.0.0.1|private",
                "64:ff9b::127.0.0.1|loopback",
                "64:ff9b::a9fe:a9fe|metadata",
                "64:ff9b:1::1|NAT64",
                "64:ff9b:1:7f00:0:100::|NAT64",
                "100::1|reserved",
                "2001::1|Teredo",
                "2001:0:4136:e378:8000:63bf:80ff:fffe|Teredo",
                "2001:2::1|reserved",
                "2001:20::1|reserved",
                "2001:db8::1|documentation",
                "2002:7f00:1::|6to4",
                "2002:808:808::1|6to4",
                "2a00::5efe:127.0.0.1|loopback",
                "2a00:1:2:3:200:5efe:c0a8:101|private",
                "3fff::1|documentation",
                "4000::1|reserved",
                "5f00::1|reserved",
                "fc00::1|private",
                "fd00:ec2::254|private",
                "fe80::1|link-local",
                "fec0::1|private",
                "ff02::1|multicast"
            })
    void refusesWhatIsNotPublic(String address, String reason) {
        assertThat(AddressRules.publicOnly().forbidden(InetAddress.ofLiteral(address)))
                .hasValueSatisfying(problem -> assertThat(problem.detail()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2a00:1450:4001:81b::200e",
                "2a00::5efe:8.8.8.8",
                "64:ff9b::8.8.8.8"
            })
    void allowsWhatIsPublic(String address) {
        assertThat(AddressRules.publicOnly().forbidden(InetAddress.ofLiteral(address))).isEmpty();
    }

    @Test
    void judgesAMappedAddressByTheIpv4AddressInIt() throws UnknownHostException {
        assertThat(AddressRules.publicOnly().forbidden(mapped(127, 0, 0, 1))).isPresent();
        assertThat(AddressRules.publicOnly().forbidden(mapped(8, 8, 8, 8))).isEmpty();
    }

    @Test
    void anAllowedNetworkOpensItselfOnly() throws UnknownHostException {
        AddressRules rules = new AddressRules(false, List.of(IpNetwork.parse("127.0.0.0/8")));

        assertThat(rules.forbidden(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
        assertThat(rules.forbidden(mapped(127, 0, 0, 1))).isEmpty();
        assertThat(rules.forbidden(InetAddress.ofLiteral("::1"))).isPresent();
        assertThat(rules.forbidden(InetAddress.ofLiteral("10.0.0.1"))).isPresent();
    }

    /** As the JDK never makes one: it takes the literal for the IPv4 address. */
    private static InetAddress mapped(int a, int b, int c, int d) throws UnknownHostException {
        byte[] bytes = {
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) a, (byte) b, (byte) c, (byte) d
        };
        return Inet6Address.getByAddress(null, bytes, 0);
    }
}
