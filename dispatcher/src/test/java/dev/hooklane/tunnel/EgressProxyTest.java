package dev.hooklane.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressProxyTest {
    @Test
    void isReadFromAUrl() {
        assertThat(EgressProxy.parse("http://us%3Aer:pa%40ss@proxy.example:8888"))
                .returns("proxy.example", EgressProxy::host)
                .returns(8888, EgressProxy::port)
                .returns("us:er:pa@ss", proxy -> proxy.credentials().orElseThrow());
        assertThat(EgressProxy.parse("http://[2001:db8::1]/")).hasToString("[2001:db8::1]:3128");
    }

    @Test
    void itsTextLeavesOutTheCredentials() {
        assertThat(EgressProxy.parse("http://user:secret@proxy.example:1"))
                .hasToString("proxy.example:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://proxy.example:1",
                "socks5://proxy.example:1",
                "proxy.example:3128",
                "http://",
                "http:///x",
                "http://proxy.example:0",
                "http://proxy.example:65536",
                "http://proxy.example/path",
                "http://proxy.example/?q",
                "http://pro xy.secret/"
            })
    void anythingElseIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> EgressProxy.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("example")
                .hasMessageNotContaining("secret");
    }
}
