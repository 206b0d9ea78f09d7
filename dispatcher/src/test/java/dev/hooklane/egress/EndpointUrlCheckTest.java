package dev.hooklane.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointUrlCheckTest {
    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "hooks.example.com", List.of("93.184.216.34", "2606:2800:220:1::1"),
                    "xn--bcher-kva.example", List.of("93.184.216.34"),
                    "hooks2", List.of("93.184.216.34"),
                    "hooks.lan2", List.of("93.184.216.34"),
                    "localhost", List.of("127.0.0.1"),
                    "internal.example.com", List.of("10.1.2.3"),
                    "half.example.com", List.of("93.184.216.34", "fd00:ec2::254"));

    /** Everything local is allowed, as in development. */
    private static final AddressRules LOCAL =
            new AddressRules(
                    true, List.of(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1/128")));

    private final EndpointUrlCheck check = new EndpointUrlCheck(AddressRules.publicOnly(), dns());

    private static Dns dns() {
        return host -> {
            List<String> addresses = NAMES.get(host);
            if (addresses == null) {
                throw new UnknownHostException(host);
            }
            return addresses.stream().map(InetAddress::ofLiteral).toList();
        };
    }

    @AfterEach
    void close() {
        check.close();
    }

    private static List<String> words(EndpointUrlCheck check, String url) {
        return check.problems(url).stream().map(UrlProblem::words).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com",
                "https://hooks.example.com/a/b?c=d%20e",
                "https://HOOKS.example.com:443/",
                "https://hooks.example.com:1024/",
                "https://hooks.example.com:65535/",
                "https://bücher.example/",
                "https://xn--bcher-kva.example/",
                "https://93.184.216.34/",
                "https://hooks2/x",
                "https://hooks.lan2/",
                "https://[2606:2800:220:1::1]/"
            })
    void acceptsPublicHttpsUrls(String url) {
        assertThat(words(check, url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://hooks.example.com/|url scheme http is not https",
                "ftp://hooks.example.com/|url does not start with https://",
                "hooks.example.com/x|url does not start with https://",
                "``|url does not start with https://",
                "https:///path|url has no host",
                "https:hooks.example.com|url has no host",
                "https://|url is not valid at character 9",
                "https://hooks.example.com:80/|url port 80 is neither 443 nor 1024 to 65535",
                "https://hooks.example.com:22/|url port 22 is neither",
                "https://hooks.example.com:1023/|url port 1023 is neither",
                "https://hooks.example.com:70000/|url is not of the form",
                "https://user:pw@hooks.example.com/|url has user info",
                "https://user@hooks.example.com/|url has user info",
                "https://@hooks.example.com/|url has user info",
                "https://hooks.example.com/#top|url has a fragment",
                "https://hooks.example.com/#|url has a fragment",
                "https://hooks.example.com/a b|url is not valid at character 28",
                "https://hooks.example.com\\@127.0.0.1/|url is not valid at character 26",
                "https://hooks.example.com./|url host hooks.example.com. ends with a dot",
                "https://nowhere.example/|url host nowhere.example is refused: the name nowhere.example has no address",
                "https://internal.example.com/|url host internal.example.com is refused: it is not a public address",
                "https://half.example.com/|url host half.example.com is refused: it is not a public address"
            })
    void refusesWithWordsThatNameTheValue(String url, String words) {
        assertThat(words(check, url)).singleElement().asString().startsWith(words);
    }

    @Test
    void refusesSpacesAroundIt() {
        assertThat(words(check, " https://hooks.example.com/"))
                .singleElement()
                .asString()
                .startsWith("url is not valid at character 1");
    }

    /** What OkHttp makes of the text is what is judged, as that is what it would connect to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://127.0.0.1/",
                "https://127.0.0.1./",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.0.0.01/",
                "https://127.0.0.1.1/",
                "https://%31%32%37.0.0.1/",
                "https://１２７.0.0.1/",
                "https://①②⑦.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[0:0:0:0:0:0:0:0]/",
                "https://0/",
                "https://0.0.0.0/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/latest/meta-data"
            })
    void refusesEverySpellingOfAForbiddenAddress(String url) {
        assertThat(words(check, url)).isNotEmpty();
    }

    /** Each is answered in words, whatever reads it on the way. */
    @Test
    void noHostMakesItFail() {
        List<String> parts =
                List.of(
                        "",
                        "a",
                        "webhook1",
                        "1a",
                        "1",
                        "0",
                        "00",
                        "08",
                        "256",
                        "4294967296",
                        "0x",
                        "0xg",
                        "0x1",
                        "-",
                        "a-",
                        "-a",
                        "_",
                        "xn--",
                        "xn--1",
                        "xn--a1",
                        "xn--ü",
                        "ü",
                        "ß",
                        "١",
                        "１",
                        "①",
                        "。",
                        "\u200d",
                        "ﷺ",
                        "🙂",
                        "%31",
                        "%",
                        "%00",
                        "[",
                        "]",
                        "[::1]",
                        "[1]",
                        "[::1%25eth0]",
                        "[v1.a]",
                        "::1",
                        ":",
                        "*",
                        "~",
                        "a".repeat(64),
                        "1".repeat(300));

        for (String first : parts) {
            for (String second : parts) {
                for (String host :
                        List.of(
                                first + second,
                                first + "." + second,
                                second + "." + first + ".1")) {
                    assertThatCode(() -> check.problems("https://" + host + "/x"))
                            .as(host)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @Test
    void namesEveryRuleThatIsBroken() {
        assertThat(words(check, "http://hooks.example.com:25/#x"))
                .containsExactly(
                        "url scheme http is not https",
                        "url port 25 is neither 443 nor 1024 to 65535",
                        "url has a fragment (#...), which is never sent");
    }

    @Test
    void refusesOver2048Characters() {
        String url = "https://hooks.example.com/" + "a".repeat(2_048 - 26);

        assertThat(words(check, url)).isEmpty();
        assertThat(words(check, url + "a"))
                .containsExactly("url has 2049 characters, the limit is 2048");
    }

    @Test
    void theDevelopmentSettingAllowsHttpAndListedNetworks() {
        try (EndpointUrlCheck development = new EndpointUrlCheck(LOCAL, dns())) {
            assertThat(words(development, "http://localhost:8080/hook")).isEmpty();
            assertThat(words(development, "http://127.0.0.1/hook")).isEmpty();
            assertThat(words(development, "http://internal.example.com/")).hasSize(1);
        }
    }
}
