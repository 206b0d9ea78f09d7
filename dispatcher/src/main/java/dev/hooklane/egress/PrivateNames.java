package dev.hooklane.egress;

import java.util.List;

/**
 * Names that only private networks resolve, by RFC 6761, 6762 (appendix G), 7686 and 8375, and what
 * ICANN has set aside.
 */
final class PrivateNames {
    private static final List<String> DOMAINS =
            List.of(
                    "localhost",
                    "localdomain",
                    "local",
                    "internal",
                    "intranet",
                    "private",
                    "corp",
                    "home",
                    "lan",
                    "home.arpa",
                    "onion");

    private PrivateNames() {}

    static boolean has(String host) {
        return DOMAINS.stream()
                .anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }
}
