package dev.hooklane.http;

import dev.hooklane.egress.UrlProblem;
import java.io.Serial;
import java.net.UnknownHostException;

/**
 * An address that deliveries may not go to. It is an {@link UnknownHostException} because that is
 * all a look-up may throw. Its message is the operator's, its words are the customer's.
 */
final class ForbiddenAddressException extends UnknownHostException {
    @Serial private static final long serialVersionUID = 1;

    private final String words;

    /**
     * @param host as the endpoint's URL has it
     */
    public ForbiddenAddressException(String host, UrlProblem problem) {
        this("%s is refused: %s".formatted(host, problem.words()), problem.detail());
    }

    public ForbiddenAddressException(UrlProblem problem) {
        this("the endpoint's host is refused: " + problem.words(), problem.detail());
    }

    private ForbiddenAddressException(String words, String detail) {
        super(detail);
        this.words = words;
    }

    public String words() {
        return words;
    }
}
