package dev.hooklane.console.help;

/** What a failed attempt means, and what to do about it. */
final class Advice {
    private Advice() {}

    /** Returns words for an attempt's outcome code. */
    static String words(String outcome) {
        return switch (outcome) {
            case "timeout" -> "timed out";
            case "name_lookup" -> "could not resolve the host name";
            case "forbidden_address" -> "resolved to an address that is not allowed";
            case "connect" -> "could not connect";
            case "tls" -> "had a TLS error";
            case "connection_lost" -> "lost the connection";
            case "invalid_response" -> "got no valid HTTP response";
            case "token" -> "got no token from the token server";
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
                    "Your server took too long. Store the event, respond at once, and do the"
                            + " work afterwards.";
            case "name_lookup" ->
                    "The host name has no address. Check the URL’s spelling and the DNS entry.";
            case "forbidden_address" ->
                    "The host name resolves to a private network. Give the server a public"
                            + " address.";
            case "connect" ->
                    "Nothing listens there. Start the server, and let the firewall accept"
                            + " requests from the internet.";
            case "tls" ->
                    "The certificate is not valid for this host, or its chain is incomplete."
                            + " Renew it, and serve the intermediate certificates too.";
            case "connection_lost" ->
                    "The connection broke off. Look for crashes, and for a proxy that gives up.";
            case "token" ->
                    "The token server gave no token, so nothing was sent to your server. Check"
                            + " the client's id, secret and scope.";
            default -> "The server at this address did not send a valid HTTP response.";
        };
    }

    private static String answered(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                    "The URL redirects, and redirects are not followed. Use the target address"
                            + " instead.";
            case 401, 403 ->
                    "Your server refuses the request: its signature check fails, or a firewall"
                            + " blocks it.";
            case 404, 405 ->
                    "Nothing exists at this path, or it does not accept POST. Check the URL’s"
                            + " path.";
            case 410 -> "Your server answered that it is gone, which disables the webhook.";
            case 413 -> "Your server accepts only smaller bodies. Allow 256 KiB.";
            case 429 -> "The load is too high for your server. Set a rate limit for the webhook.";
            default ->
                    status >= 500
                            ? "Your server had an error. Check its log for that time."
                            : "Your server does not accept the request. Its log says why.";
        };
    }
}
