package dev.hooklane.bench.attacker;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The JDK's resolver, which for names below one domain hangs as if their servers never answered.
 * The JDK finds it as a service, so it is there in every benchmark; all other names are resolved as
 * without it.
 */
public final class HangingNames extends InetAddressResolverProvider {
    private static final String DOMAIN = ".hangs.example.com";
    private static final Duration HANGS = Duration.ofSeconds(10);

    /** The account that has endpoints with such names. */
    static final String ACCOUNT = HostileTenant.ACCOUNT + "-hanging-names";

    /** Returns the URL of an endpoint whose name hangs. */
    static URI url(String name) {
        return URI.create("http://" + name + DOMAIN + "/");
    }

    @Override
    public String name() {
        return "names that hang";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Hanging(configuration.builtinResolver());
    }

    private record Hanging(InetAddressResolver builtin) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                throws UnknownHostException {
            if (host.endsWith(DOMAIN)) {
                hang();
                throw new UnknownHostException(host);
            }
            return builtin.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return builtin.lookupByAddress(address);
        }

        private static void hang() {
            try {
                Thread.sleep(HANGS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
