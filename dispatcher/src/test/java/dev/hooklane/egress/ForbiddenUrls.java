package dev.hooklane.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import okhttp3.Dns;

/** The list of URLs that must not be reached, and the rules that it is written for. */
public final class ForbiddenUrls {
    public static final AddressRules RULES =
            AddressRules.publicOnly()
                    .with(
                            new EgressLists(
                                    List.of(),
                                    places(
                                            "198.100.0.0/16",
                                            "2a0d::/32",
                                            "*.denied.example",
                                            "denied.net"),
                                    prefixes(
                                            "2a0a:64::/96",
                                            "2a0b:64::/32",
                                            "2a0c:64:0:6400::/64")));

    private ForbiddenUrls() {}

    /** One line of the list. */
    public record Form(String url, List<InetAddress> whenSaved, List<InetAddress> whenSent) {
        public boolean changes() {
            return !whenSaved.equals(whenSent);
        }

        public Dns savedDns() {
            return _ -> whenSaved;
        }

        public Dns sentDns() {
            return _ -> whenSent;
        }
    }

    public static List<Form> all() {
        try (InputStream in =
                Objects.requireNonNull(
                        ForbiddenUrls.class.getResourceAsStream("forbidden-urls.txt"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(Predicate.not(String::isBlank))
                    .filter(line -> !line.startsWith("#"))
                    .map(ForbiddenUrls::form)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Form form(String line) {
        String[] parts = line.split(" \\| ", -1);
        List<InetAddress> saved = addresses(parts.length > 1 ? parts[1] : "127.0.0.1");
        return new Form(parts[0], saved, parts.length > 2 ? addresses(parts[2]) : saved);
    }

    private static List<InetAddress> addresses(String list) {
        return Arrays.stream(list.split(",", -1)).map(InetAddress::ofLiteral).toList();
    }

    public static List<EgressPlace> places(String... texts) {
        return Arrays.stream(texts).map(EgressPlace::parse).toList();
    }

    public static List<IpNetwork> prefixes(String... texts) {
        return Arrays.stream(texts).map(Nat64::parse).toList();
    }
}
