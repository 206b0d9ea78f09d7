package dev.hooklane.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.config.ProxySettings;
import dev.hooklane.config.ProxySettings.Header;
import dev.hooklane.egress.IpNetwork;
import dev.hooklane.fuzz.Promise;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients and proxies say of a request in its headers, a line each: nobody chooses the address
 * that is counted, and a request's id fits into a log.
 */
final class ClientAddressFuzz {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress CLIENT = InetAddress.ofLiteral("203.0.113.7");
    private static final List<IpNetwork> TRUSTED =
            List.of(IpNetwork.parse("10.0.0.0/8"), IpNetwork.parse("fd00::/8"));

    private ClientAddressFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, ISO_8859_1);
        List<String> sent = List.of(text.split("[\r\n]+"));
        check(new ClientAddress(new ProxySettings(TRUSTED, Header.X_FORWARDED_FOR, false)), sent);
        check(new ClientAddress(new ProxySettings(TRUSTED, Header.FORWARDED, false)), sent);
        sent.forEach(ClientAddressFuzz::checkId);
    }

    private static void check(ClientAddress addresses, List<String> sent) {
        // A stranger has no say.
        Promise.isKept(CLIENT, addresses.of(CLIENT, sent));
        // What a trusted proxy adds to what the client has sent counts, as a line or within one.
        String added =
                addresses.header().equals("Forwarded")
                        ? "For=\"203.0.113.7:4711\";proto=https"
                        : "203.0.113.7:4711";
        List<String> line = new ArrayList<>(sent);
        line.add(added);
        Promise.isKept(CLIENT, addresses.of(PROXY, line));
        List<String> within = new ArrayList<>(sent.subList(0, Math.max(0, sent.size() - 1)));
        within.add((sent.isEmpty() ? "" : sent.getLast() + ", ") + added);
        Promise.isKept(CLIENT, addresses.of(PROXY, within));
        // Whatever is found is counted under an address, and not under a text of the client.
        String counted = ClientAddress.counted(addresses.of(PROXY, sent));
        if (!counted.matches("[0-9a-f.:]{2,39}(/64)?")) {
            throw new AssertionError("not counted under an address: " + counted);
        }
    }

    private static void checkId(String sent) {
        String id = RequestId.orNew(sent);
        if (!id.matches("[A-Za-z0-9._:-]{1,128}")) {
            throw new AssertionError("not an id for a log: " + id);
        }
        if (sent.matches("[A-Za-z0-9._:-]{1,128}")) {
            Promise.isKept(sent, id);
        }
    }
}
