package dev.hooklane.console.help;

/** What a failed attempt means, and what to do about it. */
final class Advice {
    private Advice() {}

    /** Returns words for an attempt's outcome code. */
    static String words(String outcome) {
        return switch (outcome) {
            case "timeout" -> "timed out";
            case "name_lookup" -> "found no address for the host name";
            case "forbidden_address" -> "led to an address that is not allowed";
            case "connect" -> "got no connection";
            case "tls" -> "failed at TLS";
            case "connection_lost" -> "lost the connection";
            case "invalid_response" -> "got no valid HTTP";
            default ->
                    outcome.startsWith("status_")
                            ? "answered " + outcome.substring("status_".length())
                            : outcome.replace('_', ' ');
        };
    }

    static String of(SeenAttempt attempt) {
        return attempt.status() == 0
                ? withoutAnswer(attempt.outcome())
                : answered(attempt.status());
    }

    private static String withoutAnswer(String outcome) {
        return switch (outcome) {
            case "timeout" ->
                    "Your server took too long. Let it store the event and answer at once, and do"
                            + " the work afterwards.";
            case "name_lookup" ->
                    "The host name has no address: check how the URL is written, and the DNS entry.";
            case "forbidden_address" ->
                    "The host name leads to a private network. Give the server a public address.";
            case "connect" ->
                    "Nobody listens there. Start the server, and let the firewall take requests"
                            + " from the internet.";
            case "tls" ->
                    "The certificate is not valid for this host, or a part of its chain is missing."
                            + " Renew it, and serve the intermediate certificates too.";
            case "connection_lost" ->
                    "The connection ended in the middle: look for crashes, and for a proxy that"
                            + " gives up.";
            default -> "What answers there does not speak HTTP as it should.";
        };
    }

    private static String answered(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                    "The URL leads elsewhere, and redirects are not followed. Use the address that"
                            + " it leads to.";
            case 401, 403 ->
                    "Your server refuses it: its check of the signature says no, or a firewall"
                            + " stands before it.";
            case 404, 405 ->
                    "There is nothing at this path, or it takes no POST. Check the URL's path.";
            case 410 -> "It says that it is gone; the webhook is disabled by that answer.";
            case 413 -> "It takes only smaller bodies. Allow 256 KiB.";
            case 429 -> "It is too much for your server. Set a rate limit for the webhook.";
            default ->
                    status >= 500
                            ? "Your server has a fault: look into its log at that time."
                            : "Your server does not take it: its log says why.";
        };
    }
}
