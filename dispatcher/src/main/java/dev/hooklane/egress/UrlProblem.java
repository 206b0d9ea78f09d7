package dev.hooklane.egress;

/**
 * A rule that a URL or an address breaks. Customers read the words, which name no address that they
 * did not write themselves; operators read the detail.
 */
public record UrlProblem(String words, String detail) {
    /** Makes one whose words say everything. */
    public static UrlProblem of(String words) {
        return new UrlProblem(words, words);
    }

    /** Reports whether the words keep something from customers. */
    boolean hides() {
        return !words.equals(detail);
    }
}
