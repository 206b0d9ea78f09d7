package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.egress.AddressRules;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VettedDnsTest {
    @ParameterizedTest
    @CsvSource({"10.0.0.1,8.8.8.8", "8.8.8.8,10.0.0.1", "8.8.8.8,::ffff:127.0.0.1"})
    void oneForbiddenAddressOfSeveralForbidsTheName(String first, String second) {
        List<InetAddress> addresses =
                List.of(InetAddress.ofLiteral(first), InetAddress.ofLiteral(second));
        VettedDns dns = new VettedDns(_ -> addresses, AddressRules.publicOnly());

        assertThatThrownBy(() -> dns.lookup("hooks.example.com"))
                .isInstanceOf(ForbiddenAddressException.class);
    }
}
